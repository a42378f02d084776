using MetricsPlatform.Hosting.Access.Limits;

namespace MetricsPlatform.Hosting.Access;

/// <summary>Configuration section <c>Access</c>.</summary>
public sealed record AccessOptions
{
    /// <summary>Whoever reaches this process over a loopback address needs no key. With it, it listens nowhere else.</summary>
    public bool Open { get; init; }

    /// <summary><c>/metrics</c> needs a key with scope read that is for all services.</summary>
    public bool MetricsNeedKey { get; init; }

    /// <summary><c>/health</c> needs a key with scope read.</summary>
    public bool HealthNeedsKey { get; init; }

    public LimitOptions Limits { get; init; } = new();

    /// <summary>How a person calls this program's <c>keys</c>, for messages.</summary>
    public string KeysCommand { get; init; } = $"dotnet {Path.GetFileName(Environment.GetCommandLineArgs()[0])} keys";
}
