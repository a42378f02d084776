using System.Text.Json;

namespace MetricsPlatform.Bench.Reports.Samples;

/// <summary>A file of GOLDEN: another parser's whole result for a sample.</summary>
/// <param name="Findings">The ids of each finding: of the vulnerability, else of the rule.</param>
internal sealed record PeerParse(int Count, IReadOnlyList<IReadOnlyList<string>> Findings)
{
    /// <returns>Null when the parser was not run on it.</returns>
    public static PeerParse? Find(string folder, Sample sample)
    {
        var file = Path.Combine(folder, "GOLDEN", $"{sample.Format}__{Path.GetFileName(sample.Path)}.json");
        if (!File.Exists(file))
        {
            return null;
        }
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var findings = json.RootElement.GetProperty("findings").EnumerateArray().Select(IdsOf).ToList();
        return new(json.RootElement.GetProperty("count").GetInt32(), findings);
    }

    private static IReadOnlyList<string> IdsOf(JsonElement finding) =>
        finding.TryGetProperty("vulnerability_ids", out var ids) && ids.GetArrayLength() > 0 ? [.. ids.EnumerateArray().Select(id => id.GetString()!)]
        : finding.TryGetProperty("vuln_id_from_tool", out var id) && id.GetString() is { Length: > 0 } only ? [only]
        : [];
}
