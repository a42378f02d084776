using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MetricsPlatform.Client.Answers;

namespace MetricsPlatform.Client.Commands;

/// <summary>Options that every command has.</summary>
internal sealed class PlatformOptions
{
    public const string UrlVariable = "MP_URL";

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    public Option<Uri?> Url { get; } = new("--url") { Description = $"where the platform is; default: {UrlVariable}", HelpName = "URL", CustomParser = Address };

    public Option<TimeSpan?> Timeout { get; } = new("--timeout")
    {
        Description = "give up after this time, all attempts and waiting included; default: 5m", HelpName = "SPAN", CustomParser = Span,
    };

    public Option<bool> Oidc { get; } = new("--oidc") { Description = "show the pipeline's OpenID Connect token instead of a key" };

    public Option<string?> Audience { get; } = new("--oidc-audience") { Description = "audience to ask GitHub's token for; default: the platform's URL", HelpName = "NAME" };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "tell each request and pause on standard error" };

    public Option<bool> Wait { get; } = new("--wait") { Description = "wait until the figures show it, and tell what changed" };

    public Option<OutputForm> Output { get; } = new("--output") { Description = "form of what is told on standard output", HelpName = "table|json|markdown" };

    public Option<Severity?> FailOn { get; } = new("--fail-on")
    {
        Description = "exit code 5 if findings of this severity or a worse one are new or reopened; waits for it", HelpName = "critical|high|medium|low|info",
    };

    public void AddTo(Command command)
    {
        Output.AcceptOnlyFromAmong("table", "json", "markdown");
        FailOn.AcceptOnlyFromAmong("critical", "high", "medium", "low", "info");
        Option[] all = [Url, Wait, Output, FailOn, Oidc, Audience, Timeout, Verbose];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public static Uri? ReadAddress(string? text) =>
        Uri.TryCreate(text?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static Uri? Address(ArgumentResult result)
    {
        var address = ReadAddress(result.Tokens[0].Value);
        if (address is null)
        {
            result.AddError($"--url must be an address such as https://metricsplatform.example, not '{result.Tokens[0].Value}'.");
        }
        return address;
    }

    private static TimeSpan? Span(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var number = text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var unit = text.LastOrDefault() switch { 's' => TimeSpan.FromSeconds(1), 'm' => TimeSpan.FromMinutes(1), 'h' => TimeSpan.FromHours(1), _ => TimeSpan.Zero };
        var span = unit * number;
        if (span <= TimeSpan.Zero || span > TimeSpan.FromDays(1))
        {
            result.AddError($"--timeout must be a whole number of seconds, minutes or hours up to a day, such as 90s or 5m, not '{text}'.");
        }
        return span;
    }
}

/// <summary>How results are written to standard output.</summary>
internal enum OutputForm { Table, Json, Markdown }
