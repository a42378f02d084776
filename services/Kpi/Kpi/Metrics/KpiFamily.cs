using System.Text.Json;
using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.Metrics;

/// <summary>One figure of a report as a metric family: its samples, each with the labels that tell it from the others.</summary>
/// <param name="Name">What follows <c>devsecops_</c>, <c>devsecops_team_</c> or <c>devsecops_organization_</c>.</param>
/// <param name="Rows">A null value is left out: no data, no sample.</param>
internal sealed record KpiFamily(string Name, string Help, Func<KpiReport, IEnumerable<(double? Value, Label[] Labels)>> Rows)
{
    /// <summary>A figure of the backlog.</summary>
    public static KpiFamily Backlog(string name, string help, Func<BacklogKpi, double?> value) =>
        new(name, help, r => r.Backlog.Select(b => (value(b), Labels: new[] { Of(b.Severity) })));

    /// <summary>A figure of remediation in a window.</summary>
    public static KpiFamily Remediation(string name, string help, Func<RemediationKpi, double?> value) =>
        new(name, help, r => r.Remediation.Select(k => (value(k), new[] { Of(k.Severity), new Label("window", k.Window) })));

    /// <summary>A figure of releases in a window.</summary>
    public static KpiFamily Release(string name, string help, Func<ReleaseKpi, double?> value) =>
        new(name, help, r => r.Releases.Select(k => (value(k), new Label[] { new("window", k.Window), new("maturity", k.Maturity) })));

    /// <summary>A figure of delivery in a window.</summary>
    public static KpiFamily Delivery(string name, string help, Func<DeliveryKpi, double?> value) =>
        new(name, help, r => r.Delivery.Select(k => (value(k), new Label[] { new("window", k.Window) })));

    public static Label Of(Severity severity) => new("severity", Words[(int)severity]);

    public static Label Of(FindingKind kind) => new("kind", Kinds[(int)kind]);

    public static Label Of(EscapeReason reason) => new("reason", Reasons[(int)reason]);

    private static readonly string[] Reasons = [.. Enum.GetNames<EscapeReason>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
    private static readonly string[] Kinds = [.. Enum.GetNames<FindingKind>().Select(n => n.ToLowerInvariant())];
    private static readonly string[] Words = [.. Enum.GetValues<Severity>().Select(s => s.ToString().ToLowerInvariant())];
}

/// <summary>A label of a sample.</summary>
internal readonly record struct Label(string Name, string Value);
