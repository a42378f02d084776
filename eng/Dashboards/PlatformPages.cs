using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards;

/// <summary>Every page that a dashboard links to: ours, and the other dashboards.</summary>
internal static class PlatformPages
{
    /// <summary>The address before the path of our pages; nobody chooses it on a dashboard.</summary>
    public static Variable Address { get; } = Variable.Hidden("platform", "Address of the platform", "http://localhost:8080");

    /// <summary>A table's cell, fit for a URL.</summary>
    public const string Cell = "${__value.raw:percentencode}";

    /// <summary>The value of a label in a table's row, fit for a URL.</summary>
    public static string InRow(string label) => $"${{__data.fields.{label}:percentencode}}";

    /// <summary>The value of a variable, fit for a URL.</summary>
    public static string Chosen(string variable) => $"${{{variable}:percentencode}}";

    public static PageLink Home { get; } = new("Posture of the organisation", "${platform}/");

    public static PageLink Team(string team) => new("The team's page", $"${{platform}}/teams/{team}");

    public static PageLink Service(string service) => new("The service's page", $"${{platform}}/services/{service}");

    /// <param name="filter">Parameters of <c>GET /v1/findings</c> (docs/http.md).</param>
    public static PageLink Findings(string filter) => new("These findings", $"${{platform}}/findings?{filter}");

    public static PageLink DeadLetters { get; } = new("What was refused, and why", "${platform}/v1/dead-letters");

    public static PageLink TeamDashboard { get; } = ToDashboard("team");

    public static PageLink ServiceDashboard { get; } = ToDashboard("service");

    private static PageLink ToDashboard(string name) =>
        new($"Dashboard of the {name}", $"/d/{Dashboard.UidOf(name)}?var-{name}={Cell}&${{datasource:queryparam}}&${{window:queryparam}}");
}
