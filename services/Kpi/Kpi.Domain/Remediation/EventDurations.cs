namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>The distinct durations at which something was remediated, ascending, and how often each occurs.</summary>
internal sealed class EventDurations
{
    private readonly long[] _durations;
    private readonly int[] _events;

    /// <param name="sorted">One entry an event, sorted, not empty.</param>
    public EventDurations(ReadOnlySpan<long> sorted)
    {
        _durations = new long[sorted.Length];
        _events = new int[sorted.Length];
        foreach (var duration in sorted)
        {
            if (Count == 0 || _durations[Count - 1] != duration)
            {
                _durations[Count++] = duration;
            }
            _events[Count - 1]++;
        }
    }

    public int Count { get; }

    public long this[int index] => _durations[index];

    public int EventsAt(int index) => _events[index];

    /// <summary>Index of the first duration &gt; <paramref name="duration"/>; <see cref="Count"/> when there is none.</summary>
    public int FirstAfter(long duration)
    {
        if (duration < _durations[0])
        {
            return 0;
        }
        if (duration >= _durations[Count - 1])
        {
            return Count;
        }
        int from = 0, to = Count;
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (_durations[middle] > duration)
            {
                to = middle;
            }
            else
            {
                from = middle + 1;
            }
        }
        return from;
    }
}
