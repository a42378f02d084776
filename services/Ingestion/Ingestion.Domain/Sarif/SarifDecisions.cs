using System.Security.Cryptography;
using System.Text;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>A report's suppressions as decisions: <c>risk_accepted</c> without an end, one for each rule, package and path.</summary>
internal sealed class SarifDecisions(Stream json, SarifTranslation translation, string tool, string service)
{
    private readonly JsonSource _report = new(json);

    /// <param name="suppressed">Where the suppressed results begin.</param>
    public IEnumerable<AcceptedItem> Read(IEnumerable<long> suppressed, string source, string scanId, DateTimeOffset time, bool timeIsTold)
    {
        var decided = new HashSet<TriageMatch>();
        foreach (var offset in suppressed)
        {
            var (results, justification) = ReadResult(offset);
            foreach (var result in results)
            {
                var match = new TriageMatch(result.Rule, result.Package, result.Path);
                if (decided.Add(match))
                {
                    yield return Item(match, justification, source, scanId, time, timeIsTold);
                }
            }
        }
    }

    private (List<ScanResult> Results, string? Justification) ReadResult(long offset)
    {
        _report.Seek(offset);
        var cursor = new JsonCursor(_report);
        cursor.Read();
        var result = SarifResult.Read(ref cursor);
        var results = new List<ScanResult>();
        translation.Translate(result, results);
        return (results, TextLimits.Cut(result.Suppression.Justification, TextLimits.Description));
    }

    private AcceptedItem Item(TriageMatch match, string? justification, string source, string scanId, DateTimeOffset time, bool timeIsTold)
    {
        using var hash = new ContentHash();
        hash.Add("type", EventTypes.FindingTriaged).Add("service", service);
        if (timeIsTold)
        {
            hash.Add("time", time.UtcTicks);
        }
        FindingTriagedData.Hash(hash, match, TriageDecision.RiskAccepted, null, tool, justification);
        var body = EventBody.Of(service, header =>
            new FindingTriaged(header, service, match, TriageDecision.RiskAccepted, null, tool, justification));
        return new AcceptedItem(
            0, source, $"{scanId}/suppression/{NameOf(match)}", EventTypes.FindingTriaged, time, service, hash.Finish(), body.Messages);
    }

    /// <summary>The same for the same match, in whatever order a report lists its results.</summary>
    private static string NameOf(TriageMatch match) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{match.Rule}\n{match.Package}\n{match.Path}")).AsSpan(0, 8));
}
