using System.Globalization;
using System.Net;

namespace MetricsPlatform.Standalone;

/// <summary>What the command line said.</summary>
public sealed record StandaloneOptions
{
    public const string Usage = """
        Usage: run [options]
               run keys [--data DIR | --postgres STRING] create|list|rotate|revoke    (API keys; run keys --help)
               run audit [--data DIR | --postgres STRING] verify|list|forget    (the record of decisions; run audit --help)
               run kpi rebuild [--url URL] [--key KEY]    (makes Kpi's read models anew while the platform runs; run kpi --help)
               run replay [--format FORMAT] [--service NAME] [--from TIME] [--to TIME]    (reads kept reports anew; run replay --help)

        Runs the whole platform in one process, with a PostgreSQL of its own.

          --data DIR          where everything is kept (default: .data in the working directory)
          --port N            port of the HTTP interface (default: 8080)
          --bind ADDRESS      address to listen on (default: 127.0.0.1, this machine only)
          --monitoring-port N port of its own for /metrics and /health (default: that of the HTTP interface)
          --postgres STRING   connection string of a PostgreSQL to use instead of an own one
          --catalogue FILE    teams, services and targets (default: platform.yaml, if there is one)
          --demo              fills the platform with example data
          --help              shows this text
        """;

    /// <summary>Null: nothing was said, <see cref="Postgres.DataFolder"/> chooses.</summary>
    public string? Data { get; init; }

    public int Port { get; init; } = 8080;

    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>Where <c>/metrics</c> and <c>/health</c> are; null: beside everything else.</summary>
    public int? MonitoringPort { get; init; }

    /// <summary>All that it listens on.</summary>
    public IEnumerable<int> Ports => MonitoringPort is { } monitoring ? [Port, monitoring] : [Port];

    /// <summary>Connection string; null: start an own server.</summary>
    public string? Postgres { get; init; }

    public string? Catalogue { get; init; }

    public bool Demo { get; init; }

    public bool Help { get; init; }

    /// <summary>Reads <c>--name value</c> and <c>--name=value</c>.</summary>
    /// <exception cref="StartupException">An option is unknown, lacks its value or has one that it cannot have.</exception>
    public static StandaloneOptions Parse(IReadOnlyList<string> args)
    {
        var options = new StandaloneOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, inline) = args[i].Split('=', 2) is [var n, var v] && n.StartsWith("--", StringComparison.Ordinal) ? (n, v) : (args[i], null);
            options = name switch
            {
                "--data" => options with { Data = Value() },
                "--port" => options with { Port = PortOf(name, Value()) },
                "--monitoring-port" => options with { MonitoringPort = PortOf(name, Value()) },
                "--bind" => options with { Bind = AddressOf(Value()) },
                "--postgres" => options with { Postgres = Value() },
                "--catalogue" => options with { Catalogue = Value() },
                "--demo" when inline is null => options with { Demo = true },
                "--help" or "-h" when inline is null => options with { Help = true },
                _ => throw new StartupException($"There is no option '{args[i]}'; --help shows those there are."),
            };

            string Value() => (inline ?? (i + 1 < args.Count ? args[++i] : "")) is { Length: > 0 } value && !(inline is null && value.StartsWith("--", StringComparison.Ordinal))
                ? value
                : throw new StartupException($"{name} needs a value; --help shows which.");
        }
        return options.MonitoringPort != options.Port
            ? options
            : throw new StartupException($"--monitoring-port must be another than that of the HTTP interface, {options.Port}.");
    }

    private static int PortOf(string option, string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
        ? port
        : throw new StartupException($"{option} must be a number from 1 to 65535, not '{text}'.");

    private static IPAddress AddressOf(string text) => text == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(text, out var address)
        ? address
        : throw new StartupException($"--bind must be an IP address such as 127.0.0.1 or 0.0.0.0, not '{text}'.");
}
