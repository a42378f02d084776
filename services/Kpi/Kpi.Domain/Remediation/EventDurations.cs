using System.Numerics;

namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>The distinct durations at which something was remediated, ascending, and how often each occurs.</summary>
internal sealed class EventDurations
{
    private readonly long[] _durations;
    private readonly int[] _events;

    // Durations that begin with the same bits are a group, of about one: where each group starts is known, since every finding that was
    // exposed in the window looks for two places here.
    private readonly int _shift;
    private readonly int[] _groups;

    /// <param name="sorted">One entry an event, sorted, not empty, none negative.</param>
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
        _shift = Math.Max(0, BitOperations.Log2((ulong)sorted[^1]) - BitOperations.Log2((uint)Count));
        _groups = new int[(int)(sorted[^1] >> _shift) + 2];
        var next = 0;
        for (var group = 0; group < _groups.Length; group++)
        {
            while (next < Count && GroupOf(_durations[next]) < group)
            {
                next++;
            }
            _groups[group] = next;
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
        var group = GroupOf(duration);
        var (from, to) = (_groups[group], _groups[group + 1]);
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

    private int GroupOf(long duration) => (int)(duration >> _shift);
}
