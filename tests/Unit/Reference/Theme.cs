using CsCheck;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>What a history is about. Histories of one theme collide more often than those of everything.</summary>
/// <param name="Ids">Rules and ids that decisions and tickets name.</param>
public sealed record Theme(IReadOnlyList<Reporter> Reporters, string[] Ids)
{
    private static readonly Theme Dependencies = new([new("trivy", "", Results.Dependency), new("trivy", "image", Results.Dependency), new("grype", "", Results.Dependency)], ["cve-2025-2", .. Results.VulnerabilityRules]);
    private static readonly Theme Code = new([new("semgrep", "", Results.Code), new("bandit", "", Results.Code)], ["SQLI", .. Results.CodeRules]);
    private static readonly Theme Secrets = new([new("gitleaks", "", Results.Secret), new("trivy", "", Results.Secret)], Results.SecretRules);
    private static readonly Theme Moves = new([new("semgrep", "", Results.Moved, Most: 5), new("semgrep", "api", Results.Moved, Most: 5), new("bandit", "", Results.Moved, Most: 5)], ["sqli"]);
    private static readonly Theme Surface = new([new("zap", "", Results.Dynamic), new("checkov", "", Results.Configuration)], [.. Results.WebRules, .. Results.ConfigurationRules]);
    private static readonly Theme Manual = new([new("pentest", "", Results.Manual), new("pentest", "bounty", Results.Manual)], ["pt-1", "CVE-2025-1", .. Results.ManualRules]);
    private static readonly Theme Everything = Union(Dependencies, Code, Secrets, Surface, Manual);

    public static readonly IReadOnlyList<Theme> All = [Dependencies, Code, Secrets, Moves, Surface, Manual, Everything];

    private static Theme Union(params Theme[] themes) => new([.. themes.SelectMany(theme => theme.Reporters)], [.. themes.SelectMany(theme => theme.Ids)]);
}

/// <summary>A scope and what its scans list, each at most <paramref name="Most"/> results.</summary>
public sealed record Reporter(string Tool, string Target, Gen<ScanResult> Result, int Most = 3);
