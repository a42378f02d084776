using System.Collections;
using System.Security.Cryptography;
using System.Text;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Scans;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>A report's verdicts as decisions, one for each rule, package and path.</summary>
internal sealed class ReportDecisions(string service, string tool, string source, string scanId, EventTimes times)
{
    /// <summary>In the place of a verdict's, before all of them: nothing was decided.</summary>
    private const int Undecided = -1;

    /// <summary>Reads the report twice more.</summary>
    /// <param name="told">Null when neither request nor report tells the scan's time.</param>
    public IEnumerable<ReadItem> Read(IEnumerable<Reported> reported, DateTimeOffset? told)
    {
        var counting = Counting(reported);
        var place = 0;
        foreach (var one in reported)
        {
            if (one is { Match: { } match, Verdict: { } verdict } && counting[place++])
            {
                yield return Item(match, verdict, verdict.At ?? told);
            }
        }
    }

    /// <summary>
    /// Which of the verdicts count: one of each match. A decision is about all findings that match, so where a report tells apart what a match does
    /// not (products, lines of a file, addresses) and says nothing against one of them, none counts; and one that says affected goes before all.
    /// </summary>
    private static BitArray Counting(IEnumerable<Reported> reported)
    {
        using var matches = new NumberSorter();
        var count = 0;
        foreach (var one in reported)
        {
            if (one is { Match: { } match, Verdict: { } verdict })
            {
                matches.Add(NumberOf(match), count++, verdict.Decision == TriageDecision.Reinstated);
            }
            else if (one.Result is { } open)
            {
                matches.Add(NumberOf(new TriageMatch(open.Rule, open.Package, open.Path)), Undecided);
            }
        }
        var counting = new BitArray(count);
        UInt128? before = null;
        foreach (var one in matches.Sorted())
        {
            if (before != one.Number && one.Place != Undecided)
            {
                counting[one.Place] = true;
            }
            before = one.Number;
        }
        return counting;
    }

    private ReadItem Item(TriageMatch match, Verdict verdict, DateTimeOffset? told)
    {
        var id = $"{scanId}/decision/{NumberOf(match):x32}";
        var time = told ?? times.Now;
        if (times.IsFuture(time))
        {
            return new RefusedItem(0, source, id, EventTypes.FindingTriaged, new Refusal("future_time", $"The decision on '{match.Rule}' is dated ahead of the receiver's clock."));
        }
        var by = Identifiers.Bounded(verdict.By) ?? tool;
        var justification = TextLimits.Cut(verdict.Justification, TextLimits.Description);
        using var hash = new ContentHash();
        hash.Add("type", EventTypes.FindingTriaged).Add("service", service);
        // A report that tells no time and comes again says the same again, though it comes later.
        if (told is not null)
        {
            hash.Add("time", time.UtcTicks);
        }
        FindingTriagedData.Hash(hash, match, verdict.Decision, verdict.Until, by, justification);
        return new AcceptedItem(
            0, source, id, EventTypes.FindingTriaged, time, service, hash.Finish(),
            header => [new FindingTriaged(header, service, match, verdict.Decision, verdict.Until, by, justification)]);
    }

    /// <summary>The same for the same match, in whatever order a report lists its results.</summary>
    private static UInt128 NumberOf(TriageMatch match) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{match.Rule}\n{match.Package}\n{match.Path}")));
}
