using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>One episode of one finding with what §3 asks of it.</summary>
public sealed record EpisodeNow(FindingNow Finding, ReferenceEpisode Episode, ReferenceRules Rules, DateTimeOffset Now)
{
    public Severity Severity => Episode.Severity;

    public DateTimeOffset Start => Episode.Start;

    /// <summary>It ended in (now − window, now], not void, not retired, not accepted at its end.</summary>
    public bool IsRemediatedIn(TimeSpan window) => IsRemediated && IsIn(window, Episode.End!.Value);

    public bool IsOpenedIn(TimeSpan window) => !Finding.IsVoid && IsIn(window, Start);

    public bool IsDueIn(TimeSpan window) =>
        !Finding.IsVoid
        && Decided is { } decided && IsIn(window, decided)
        && !Finding.IsAcceptedAt(decided)
        && !(Episode.Retired && Episode.End == decided);

    public bool IsMet => Episode.End is { } end && (Deadline is null || end <= Deadline);

    public bool IsRemediated => Episode.End is { } end && !Finding.IsVoid && !Episode.Retired && !Finding.IsAcceptedAt(end);

    /// <summary>Start plus target; while an acceptance stands at that instant, that acceptance's until. Null when there is none.</summary>
    public DateTimeOffset? Deadline
    {
        get
        {
            if (!Rules.Targets.TryGetValue(Severity, out var target))
                return null;
            DateTimeOffset? deadline = Start + target;
            while (deadline is { } instant && Finding.AcceptanceAt(instant) is { } acceptance)
                deadline = acceptance.Until;
            return deadline;
        }
    }

    /// <summary>The first of: a ticket linked, a triage decision, its end. Null when none has come.</summary>
    public DateTimeOffset? FirstTriaged =>
        Finding.LinkTimes.Concat(Finding.DecisionTimes).Concat(Episode.End is { } end ? [end] : [])
            .Where(instant => instant >= Start).Select(instant => (DateTimeOffset?)instant).Min();

    public bool IsIn(TimeSpan window, DateTimeOffset instant) => instant > Now - window && instant <= Now;

    /// <summary>min(end, deadline), where what is not there is never.</summary>
    private DateTimeOffset? Decided => Episode.End is { } end && (Deadline is null || end <= Deadline) ? end : Deadline;
}
