using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Bench.Reports.Samples;

/// <summary>Where our reading of a sample differs from the peer's.</summary>
internal static class Comparison
{
    /// <summary>A word for what is compared, and what is ours where it differs.</summary>
    public static IEnumerable<(string What, string Ours)> Differences(Sample sample, PeerParse? peer, ReadReport ours, int findings)
    {
        // Without a peer the document itself is the measure; statements of a document without findings are its decisions.
        var told = ours.Results.Count > 0 ? ours.Results.Count : ours.Decisions.Count;
        if ((sample.PeerCount ?? sample.ItemCount) is { } number && number != (sample.PeerCount is null ? told : ours.Results.Count))
        {
            yield return ("number", $"{ours.Results.Count} results, {ours.Decisions.Count} decisions, {findings} findings");
        }
        if (sample.Severities.Length > 0 && SeveritiesOf(ours.Results) is var severities && severities != sample.Severities)
        {
            yield return ("severity", severities);
        }
        if (peer is not null && IdentifiersApart(peer, ours.Results) is { Length: > 0 } apart)
        {
            yield return ("identifiers", apart);
        }
        foreach (var (field, value) in sample.Facts.Where(fact => Holds(fact.Field, fact.Value, ours.Results) == false))
        {
            yield return ("fact", $"{field}={value}");
        }
        foreach (var refusal in ours.Refusals)
        {
            yield return ("refused", $"{refusal.Reason} {refusal.Pointer}");
        }
    }

    private static string SeveritiesOf(IReadOnlyList<ScanResult> results) => string.Join(' ',
        results.GroupBy(result => result.Severity).OrderByDescending(group => group.Key).Select(group => $"{group.Key}:{group.Count()}"));

    /// <summary>Ids of the peer that we have nowhere, and rules of ours that the peer has nowhere.</summary>
    private static string IdentifiersApart(PeerParse peer, IReadOnlyList<ScanResult> results)
    {
        var theirs = peer.Findings.SelectMany(ids => ids).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (theirs.Count == 0)
        {
            return "";
        }
        var ours = results.SelectMany(result => result.Aliases.Append(result.Rule)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var without = results.Where(result => !result.Aliases.Append(result.Rule).Any(theirs.Contains)).Select(result => result.Rule).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return string.Join("; ", Listed("not ours", theirs.Except(ours, StringComparer.OrdinalIgnoreCase)), Listed("not theirs", without)).Trim(' ', ';');
    }

    private static string Listed(string what, IEnumerable<string> ids)
    {
        var sorted = ids.Order(StringComparer.OrdinalIgnoreCase).ToList();
        return sorted.Count == 0 ? "" : $"{what}: {string.Join(", ", sorted.Take(4))}{(sorted.Count > 4 ? $" and {sorted.Count - 4} more" : "")}";
    }

    /// <summary>Null for a field that we have no like of.</summary>
    private static bool? Holds(string field, string value, IReadOnlyList<ScanResult> results) => field switch
    {
        _ when value.StartsWith('<') => null,   // "<list len 2>"
        "severity" or "parser_severity" => results.Any(r => r.Severity.ToString().Equals(value, StringComparison.OrdinalIgnoreCase)),
        "vuln_id_from_tool" or "unsaved_vulnerability_ids" when !IsCount(value) =>
            results.Any(r => r.Aliases.Append(r.Rule).Contains(value, StringComparer.OrdinalIgnoreCase)),
        "component_name" => results.Any(r => r.Package is { } package && NameIn(package, value)),
        "component_version" => results.Any(r => r.Package?.Contains($"@{Uri.EscapeDataString(value)}", StringComparison.OrdinalIgnoreCase) == true || r.Package?.Contains($"@{value}", StringComparison.OrdinalIgnoreCase) == true),
        "file_path" or "origin_source_file" => results.Any(r => r.Path is { } path && (path == value || value.EndsWith($"/{path}", StringComparison.Ordinal))),
        "line" or "origin_source_line_start" when IsCount(value) => results.Any(r => r.Line == int.Parse(value, CultureInfo.InvariantCulture)),
        "cwe" when IsCount(value) => results.Any(r => r.Cwe.Contains(int.Parse(value, CultureInfo.InvariantCulture))),
        "cvssv3" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) => results.Any(r => r.Cvss == score),
        _ => null,
    };

    private static bool NameIn(string package, string name)
    {
        var plain = Uri.UnescapeDataString(package);
        return plain.Contains($"/{name.Replace(':', '/')}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsCount(string value) => value.Length is > 0 and < 10 && value.All(char.IsAsciiDigit);
}
