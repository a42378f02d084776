using System.Globalization;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Kpi.Findings;
using MetricsPlatform.Kpi.Http;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>What every page knows: who looks, at which instant, and through which window. Links keep what was chosen.</summary>
/// <param name="At">The instant that the figures are of.</param>
/// <param name="Asked">The address asked for, with its parameters.</param>
public sealed record PageContext(Caller Caller, PlatformCatalogue Catalogue, KpiRules Rules, DateTimeOffset At, PageAddress Asked)
{
    /// <summary>The window that is shown: the one chosen, or the longest.</summary>
    public string Window => Asked.Of("window") is { } chosen && Rules.WindowNames.Contains(chosen) ? chosen : Rules.WindowNames[^1];

    /// <summary>Parameters that say how far somebody has turned over a long table: they do not outlive a change of what it lists.</summary>
    private static readonly string[] Turned = ["cursor", "skip", ReleasePage.SkipEscaped, ReleasePage.SkipKnown];

    /// <summary>What was asked for, less the named parameters and the place in long tables.</summary>
    public IEnumerable<(string Name, string Value)> Kept(params string[] except) => Asked.Query.Where(q => !Turned.Contains(q.Name) && !except.Contains(q.Name));

    public string Home => Link("/");

    public string FindingList(params (string Name, string? Value)[] filter) => Link("/findings", filter);

    public string Team(string team) => Link($"/teams/{Uri.EscapeDataString(team)}");

    public string Service(string service) => Link($"/services/{Uri.EscapeDataString(service)}");

    public string Release(string service, string version) => Link($"/services/{Uri.EscapeDataString(service)}/releases/{Uri.EscapeDataString(version)}");

    public string Finding(string id) => Link($"/findings/{id}");

    public string Trend(KpiScope scope) => Link("/trend", ("service", scope.Service), ("team", scope.Team));

    public string TrendTable(KpiScope scope) => Link("/trend/table", ("service", scope.Service), ("team", scope.Team));

    public string Explain(string figure, KpiScope scope, KpiSelection of) => Link(
        $"/explain/{figure}", ("service", scope.Service), ("team", scope.Team), ("severity", of.Severity is { } severity ? QueryWord.Of(severity) : null),
        ("window", of.Window), ("maturity", of.Maturity), ("environment", of.Environment), ("age", of.Age),
        ("scan", of.Scan is { } scan ? QueryWord.Of(scan) : null), ("reason", of.Reason is { } reason ? QueryWord.Of(reason) : null),
        ("cwe", of.Cwe?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>An address with its own parameters, and what was chosen on this page.</summary>
    public string Link(string path, params (string Name, string? Value)[] query)
    {
        IEnumerable<(string Name, string? Value)> kept = [("at", Asked.Of("at")), ("window", Asked.Of("window"))];
        return new PageAddress(path, [.. query.Where(q => q.Value is not null).Concat(kept.Where(k => k.Value is not null && query.All(q => q.Name != k.Name))).Select(q => (q.Name, q.Value!))]).ToString();
    }

    /// <summary>The same as JSON or CSV: the parameters of this page at another path.</summary>
    public string Export(string path) => (Asked with { Path = path, Query = [.. Kept()] }).ToString();
}

/// <summary>A path with parameters.</summary>
public sealed record PageAddress(string Path, IReadOnlyList<(string Name, string Value)> Query)
{
    public string? Of(string name) => Query.Where(q => q.Name == name && q.Value.Length > 0).Select(q => q.Value).FirstOrDefault();

    public PageAddress With(string name, string? value) =>
        this with { Query = [.. Query.Where(q => q.Name != name), .. value is null ? Array.Empty<(string, string)>() : [(name, value)]] };

    public override string ToString() =>
        Query.Count == 0 ? Path : $"{Path}?{string.Join('&', Query.Where(q => q.Value.Length > 0).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}"))}";
}
