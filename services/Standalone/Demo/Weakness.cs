using System.Text.Json.Nodes;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>Something wrong with a service from <paramref name="From"/> until somebody fixed it.</summary>
/// <param name="Number">Unique within its service; ticket keys come from it.</param>
/// <param name="Rule">What tickets and decisions call it.</param>
internal abstract record Weakness(DemoService Service, int Number, string Rule, Severity Severity, DateTimeOffset From, DateTimeOffset Until)
{
    public bool StandsAt(DateTimeOffset at) => From <= at && at < Until;

    /// <summary>Tells it from every other weakness of the same service.</summary>
    public abstract string Key { get; }

    /// <summary>The <c>match</c> of a triage decision about it.</summary>
    public abstract JsonObject Match { get; }
}

/// <param name="Targets">Images that contain the package.</param>
internal sealed record VulnerablePackage(
    DemoService Service, int Number, KnownVulnerability Known, IReadOnlyList<string> Targets, DateTimeOffset From, DateTimeOffset Until)
    : Weakness(Service, Number, Known.Id, Known.Severity, From, Until)
{
    public override string Key => Known.Id;

    public override JsonObject Match => new() { ["rule"] = Rule, ["package"] = Known.Package };

    /// <summary>As Trivy reports it: by CVE id.</summary>
    public JsonObject ByCve() => Result(Known.Id, Known.Ghsa);

    /// <summary>As Grype reports it: by GitHub's id where there is one.</summary>
    public JsonObject ByGhsa() => Known.Ghsa is null ? Result(Known.Id, null) : Result(Known.Ghsa, Known.Id);

    private JsonObject Result(string rule, string? alias) => new()
    {
        ["kind"] = "dependency",
        ["rule"] = rule,
        ["aliases"] = alias is null ? [] : new JsonArray(alias),
        ["cvss"] = Known.Cvss,
        ["title"] = Known.Title,
        ["cwe"] = new JsonArray(Known.Cwe),
        ["package"] = $"{Known.Package}@{Known.Version}",
        ["fixedIn"] = Known.FixedIn,
    };
}

/// <summary>A flaw in the code, or a secret that lies in it.</summary>
/// <param name="Slot">Keeps apart what different rules find in one file.</param>
internal sealed record FlawedLine(DemoService Service, int Number, KnownRule Known, string Path, int Slot, DateTimeOffset From, DateTimeOffset Until)
    : Weakness(Service, Number, Known.Id, Known.Severity, From, Until)
{
    public override string Key => $"{Known.Id} {Path}";

    public override JsonObject Match => new() { ["rule"] = Rule, ["path"] = Path };

    public string Fingerprint => SeededNumbers.Hex40($"{Service.Name} {Key}");

    /// <summary>The file grows and shrinks above it, so its line moves every few weeks.</summary>
    public int LineIn(int week) => 18 + (40 * Slot) + (int)(SeededNumbers.Hash($"{Service.Name} {Path} {week / 5}") % 12);
}

internal sealed record Misconfiguration(DemoService Service, int Number, KnownRule Known, DateTimeOffset From, DateTimeOffset Until)
    : Weakness(Service, Number, Known.Id, Known.Severity, From, Until)
{
    public const string Path = "deploy/k8s/deployment.yaml";

    public override string Key => Known.Id;

    public override JsonObject Match => new() { ["rule"] = Rule, ["path"] = Path };
}

/// <param name="Page">Path below the service's host.</param>
internal sealed record ExposedPage(DemoService Service, int Number, KnownRule Known, string Page, DateTimeOffset From, DateTimeOffset Until)
    : Weakness(Service, Number, Known.Id, Known.Severity, From, Until)
{
    public override string Key => $"{Known.Id} {Page}";

    public override JsonObject Match => new() { ["rule"] = Rule };
}
