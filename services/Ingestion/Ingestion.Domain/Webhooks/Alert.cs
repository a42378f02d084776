using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Webhooks;

/// <summary>An alert of a platform that looks after its alerts one by one. Each is a scope of its own, so that it opens and closes by itself.</summary>
/// <param name="About">The alert by its number: <c>dependabot/7</c>.</param>
/// <param name="Tool">That raised it.</param>
/// <param name="Branch">Null: the main branch.</param>
internal sealed record Alert(Delivery Delivery, string About, string Tool, string? Branch = null, string? Commit = null)
{
    /// <summary>The alert's identity, which moves with the code: fingerprint of what it reports.</summary>
    public string Identity => $"{Delivery.Origin}/{About}";

    /// <summary>From then on it is there.</summary>
    public Said Present(DateTimeOffset? at, Translation found) => Scan(at, [.. found.Told.Select(told => told.Result).OfType<ScanResult>()]);

    /// <summary>From then on it is not.</summary>
    public Said Gone(DateTimeOffset? at) => Scan(at, []);

    /// <summary>What was decided about it.</summary>
    public IEnumerable<Said> Decided(Translation found, DateTimeOffset? otherwiseAt) => found.Told
        .Where(told => told is { Verdict: not null, Match: not null })
        .DistinctBy(told => told.Match)
        .Select(told => Decision(told.Match!, told.Verdict!, told.Verdict!.At ?? otherwiseAt));

    /// <summary>What had been decided holds no more.</summary>
    public IEnumerable<Said> Reinstated(Translation found, DateTimeOffset? at) => found.Told
        .Where(told => told.Result is not null)
        .Select(told => Decision(new TriageMatch(told.Result!.Rule, told.Result.Package, told.Result.Path), new Verdict(TriageDecision.Reinstated), at));

    private Said Decision(TriageMatch match, Verdict verdict, DateTimeOffset? at) => new(About, at, new FindingTriaged(
        NativeContent.NoHeader, Delivery.Service, match, verdict.Decision, verdict.Until, verdict.By ?? Tool, verdict.Justification));

    private Said Scan(DateTimeOffset? at, IReadOnlyList<ScanResult> results) => new(About, at, new ScanPart(
        NativeContent.NoHeader, Delivery.Service, new ScanDescription(Tool, Identity, Stage.Build, null, Commit, Branch, true, true), 0, 1, results));
}
