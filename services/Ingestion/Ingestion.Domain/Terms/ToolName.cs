using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>Names of scanners as scopes have them: lower case, without spaces.</summary>
internal static class ToolName
{
    /// <summary>"Snyk IaC" → <c>snyk-iac</c>; null for a text without content.</summary>
    public static string? Of(string? name) => TextLimits.Cut(name?.Trim().ToLowerInvariant().Replace(' ', '-'), Fields.NameLength);
}
