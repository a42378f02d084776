using MetricsPlatform.Contracts;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>A scanner's rule that the demo's code, configuration or running pages break.</summary>
/// <param name="Second">The same check's id in the second code scanner (CodeQL or Bandit); null when only the first one has it.</param>
internal sealed record KnownRule(string Id, string? Second, int Cwe, Severity Severity, string Title);

/// <summary>Rules by what they look at.</summary>
internal static class KnownRules
{
    private static readonly KnownRule[] Typescript =
    [
        new("typescript.sql-string-concatenation", "js/sql-injection", 89, Severity.High, "Query built from user input"),
        new("typescript.unescaped-html", "js/xss", 79, Severity.High, "User input reaches the page unescaped"),
        new("typescript.open-redirect", "js/server-side-unvalidated-url-redirection", 601, Severity.Medium, "Redirect to an address that the user names"),
        new("typescript.regex-backtracking", "js/redos", 1333, Severity.Medium, "Regular expression that can take very long"),
        new("typescript.insecure-cookie", null, 614, Severity.Low, "Cookie without Secure"),
    ];

    private static readonly KnownRule[] Java =
    [
        new("java.sql-string-concatenation", "java/sql-injection", 89, Severity.High, "Query built from user input"),
        new("java.unsafe-deserialization", "java/unsafe-deserialization", 502, Severity.Critical, "Objects are read from untrusted bytes"),
        new("java.xxe", "java/xxe", 611, Severity.High, "XML parser resolves external entities"),
        new("java.weak-hash", "java/weak-cryptographic-algorithm", 327, Severity.Medium, "MD5 where it protects something"),
        new("java.log-injection", null, 117, Severity.Low, "User input in log lines"),
    ];

    private static readonly KnownRule[] Python =
    [
        new("python.sql-string-formatting", "B608", 89, Severity.High, "Query built by formatting text"),
        new("python.shell-true", "B602", 78, Severity.High, "Shell command built from input"),
        new("python.yaml-load", "B506", 20, Severity.Medium, "yaml.load on what others send"),
        new("python.requests-no-timeout", "B113", 400, Severity.Low, "Request that may wait for ever"),
        new("python.temp-file", "B108", 377, Severity.Medium, "Predictable temporary file"),
    ];

    private static readonly KnownRule[] Go =
    [
        new("go.sql-string-concatenation", "go/sql-injection", 89, Severity.High, "Query built from user input"),
        new("go.tls-no-verify", "go/disabled-certificate-check", 295, Severity.High, "Certificates are not verified"),
        new("go.path-join-input", "go/path-injection", 22, Severity.High, "File path built from user input"),
        new("go.weak-random", "go/insecure-randomness", 338, Severity.Medium, "Guessable random numbers"),
    ];

    public static readonly IReadOnlyList<KnownRule> Secrets =
    [
        new("aws-access-token", null, 798, Severity.Critical, "AWS access key in the repository"),
        new("private-key", null, 798, Severity.High, "Private key in the repository"),
        new("generic-api-key", null, 798, Severity.High, "API key in the repository"),
        new("slack-webhook-url", null, 798, Severity.Medium, "Webhook address in the repository"),
    ];

    public static readonly IReadOnlyList<KnownRule> Configuration =
    [
        new("CKV_K8S_20", null, 250, Severity.High, "Container may gain privileges"),
        new("CKV_K8S_40", null, 250, Severity.Medium, "Container runs as a user id that the host may use"),
        new("CKV_K8S_14", null, 1104, Severity.Medium, "Image without a fixed tag"),
        new("CKV_K8S_11", null, 770, Severity.Low, "Container without a CPU limit"),
        new("CKV_K8S_8", null, 754, Severity.Low, "Container without a liveness probe"),
    ];

    public static readonly IReadOnlyList<KnownRule> Pages =
    [
        new("40012", null, 79, Severity.High, "Reflected cross-site scripting"),
        new("40018", null, 89, Severity.High, "SQL injection"),
        new("90034", null, 1220, Severity.High, "Cloud metadata can be reached"),
        new("10202", null, 352, Severity.Medium, "Form without an anti-CSRF token"),
        new("10038", null, 693, Severity.Medium, "No Content-Security-Policy header"),
        new("10098", null, 264, Severity.Medium, "Any origin may read the answer"),
        new("10021", null, 693, Severity.Low, "No X-Content-Type-Options header"),
    ];

    public static IReadOnlyList<KnownRule> CodeOf(string ecosystem) => ecosystem switch
    {
        "npm" => Typescript,
        "maven" => Java,
        "pypi" => Python,
        _ => Go,
    };
}
