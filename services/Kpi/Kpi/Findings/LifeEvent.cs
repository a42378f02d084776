using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Http;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>Something that happened to a finding.</summary>
/// <param name="Who">Tool, person or tracker.</param>
/// <param name="Severity">Where it was seen at one.</param>
/// <param name="Url">Where to read more.</param>
internal sealed record LifeEvent(DateTimeOffset At, string Who, string What, Severity? Severity = null, string? Why = null, string? Url = null)
{
    /// <summary>Everything, in its order.</summary>
    public static IReadOnlyList<LifeEvent> Of(FindingView finding) =>
    [
        .. finding.Seen.SelectMany(scope => scope.Steps, (scope, step) => new LifeEvent(step.At, Scanner(scope.Tool, scope.Target), step switch
            {
                { Severity: not null } => "sees it",
                { Retired: true } => "is retired",
                _ => "sees it no more",
            }, step.Severity))
            .Concat(finding.Decisions.Select(d => new LifeEvent(
                d.At, d.By ?? "somebody", $"decides: {QueryWord.Of(d.Kind).Replace('_', ' ')}{(d.Until is { } until ? $" until {until.UtcDateTime:yyyy-MM-dd}" : "")}", Why: d.Justification)))
            .Concat(finding.Tickets.Select(t => new LifeEvent(t.At, $"{t.Tracker} {t.Key}", $"is {QueryWord.Of(t.Status).Replace('_', ' ')}{(t.Assignee is { } who ? $", {who}" : "")}", Url: Safe(t.Url))))
            .OrderBy(e => e.At),
    ];

    public static string Scanner(string tool, string target) => target.Length > 0 ? $"{tool} on {target}" : tool;

    /// <summary>An address that came from outside is a link only where it leads to a page.</summary>
    private static string? Safe(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttps || parsed.Scheme == Uri.UriSchemeHttp) ? url : null;
}
