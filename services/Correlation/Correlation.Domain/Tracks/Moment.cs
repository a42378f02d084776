namespace MetricsPlatform.Correlation.Domain.Tracks;

/// <summary>The order of what happens in the scopes of one tool. At one instant retirements come first, then scans by target.</summary>
public readonly record struct Moment(DateTimeOffset At, bool Retirement, string Target)
{
    public static readonly Moment Beginning = new(DateTimeOffset.MinValue, true, "");

    public int CompareTo(Moment other)
    {
        var byTime = At.CompareTo(other.At);
        var byKind = byTime != 0 ? byTime : other.Retirement.CompareTo(Retirement);
        return byKind != 0 ? byKind : string.CompareOrdinal(Target, other.Target);
    }
}
