using CsCheck;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>Results drawn from so few rules, packages, places and fingerprints that they collide and join often. Simplest first: histories shrink towards them.</summary>
public static class Results
{
    public static readonly string[] VulnerabilityRules = ["CVE-2025-1", "CVE-2025-2", "cve-2025-1", "GHSA-aaaa-bbbb-cccc", "SNYK-JS-A-1", "DSA-5000-1"];
    public static readonly string[] CodeRules = ["sqli", "xss"];
    public static readonly string[] SecretRules = ["aws-key", "token"];
    public static readonly string[] WebRules = ["10021", "40012"];
    public static readonly string[] ConfigurationRules = ["CKV_1", "CKV_2"];
    public static readonly string[] ManualRules = ["PT-1", "PT-2"];
    public static readonly string[] Paths = ["src/a.py", "src/b.py"];

    public static readonly string[] Packages =
    [
        "pkg:npm/a@1", "pkg:npm/a@2?arch=x86#lib", "pkg:npm/A", "pkg:npm/b@1", "pkg:npm/%40s/c@1", "pkg:npm/@s/c@2", "pkg:pypi/My_Pkg@1", "pkg:PyPI/my-pkg",
        "pkg:golang/github.com/Org/Mod@v1.0.0#sub", "pkg:golang/github.com/org/mod/v2@v2.0.0", "pkg:maven/org.a/Lib@1", "pkg:maven/org.a/lib@1",
    ];

    private static readonly string[][] Aliases =
    [
        [], [], ["GHSA-aaaa-bbbb-cccc"], ["CVE-2025-1"], ["CVE-2025-2"], ["CVE-2025-1", "CVE-2025-2"], ["DSA-5000-1"], ["PYSEC-2025-7", "USN-1"], ["ghsa-AAAA-bbbb-cccc", "CVE-2025-3"],
    ];

    private static readonly string[] Urls =
    [
        "https://shop.example/cart", "https://shop.example/cart?id=1", "HTTPS://Shop.Example/cart#top", "https://shop.example/Cart", "https://shop.example/cart/",
        "https://shop.example", "https://SHOP.example?q=/x",
    ];

    private static readonly Gen<Severity> Severities = Gen.OneOf(Severity.High, Severity.Critical, Severity.Medium, Severity.Low, Severity.Info);
    private static readonly Gen<int?> Lines = Gen.OneOf<int?>(10, 20, null);

    public static readonly Gen<ScanResult> Dependency =
        Gen.Select(Gen.OneOf(VulnerabilityRules), Gen.OneOf(Aliases), Gen.OneOf(Packages), Severities, (rule, aliases, package, severity) =>
            new ScanResult { Kind = FindingKind.Dependency, Rule = rule, Aliases = aliases, Package = package, Severity = severity });

    public static readonly Gen<ScanResult> Code =
        Gen.Select(Gen.OneOf(CodeRules), Gen.OneOf(Paths), Lines, Gen.OneOf<int[]>([], [89], [79, 89]), Gen.OneOf(null, "f1", "f2"), Severities, (rule, path, line, cwe, fingerprint, severity) =>
            new ScanResult { Kind = FindingKind.Code, Rule = rule, Path = path, Line = line, Cwe = cwe, Fingerprint = fingerprint, Severity = severity });

    public static readonly Gen<ScanResult> Secret =
        Gen.Select(Gen.OneOf(SecretRules), Gen.OneOf(Paths), Lines, Gen.OneOf(null, "s1", "s2"), Severities, (rule, path, line, fingerprint, severity) =>
            new ScanResult { Kind = FindingKind.Secret, Rule = rule, Path = path, Line = line, Fingerprint = fingerprint, Severity = severity });

    /// <summary>One rule in one file, at lines that one and the same insertion carries onto each other; one that is too far for it; and code that moves along, or not.</summary>
    public static readonly Gen<ScanResult> Moved =
        Gen.Select(Gen.OneOf<int?>(8, 10, 12, 14, 15, 40, 43, 300, null), Gen.OneOf(null, null, "h1", "h2", "h3"), Gen.OneOf<int[]>([], [89]), Gen.OneOf(Severity.High, Severity.Low), (line, code, cwe, severity) =>
            new ScanResult { Kind = FindingKind.Code, Rule = "sqli", Path = "src/a.py", Line = line, ContextHash = code, Cwe = cwe, Severity = severity });

    public static readonly Gen<ScanResult> Dynamic =
        Gen.Select(Gen.OneOf(WebRules), Gen.OneOf(Urls), Gen.OneOf(null, "get", "GET", "POST"), Gen.OneOf(null, "id"), Severities, (rule, url, method, parameter, severity) =>
            new ScanResult { Kind = FindingKind.Dynamic, Rule = rule, Url = url, Method = method, Parameter = parameter, Severity = severity });

    public static readonly Gen<ScanResult> Configuration =
        Gen.Select(Gen.OneOf(ConfigurationRules), Gen.OneOf(Paths), Gen.OneOf(null, "bucket", "role"), Severities, (rule, path, resource, severity) =>
            new ScanResult { Kind = FindingKind.Configuration, Rule = rule, Path = path, Resource = resource, Severity = severity });

    public static readonly Gen<ScanResult> Manual =
        Gen.Select(Gen.OneOf(ManualRules), Gen.OneOf<string[]>([], ["CVE-2025-1"]), Severities, (rule, aliases, severity) =>
            new ScanResult { Kind = FindingKind.Manual, Rule = rule, Aliases = aliases, Severity = severity });
}
