using MetricsPlatform.Contracts;

namespace MetricsPlatform.Correlation.Domain.Timeline;

/// <summary>The order of what happens at one instant: by source, then id, compared byte by byte (docs/metrics.md, from scans to episodes).</summary>
public static class EventOrder
{
    public static int Compare(DateTimeOffset at, string source, string id, DateTimeOffset otherAt, string otherSource, string otherId)
    {
        var byTime = at.CompareTo(otherAt);
        return byTime != 0 ? byTime : Compare(source, id, otherSource, otherId);
    }

    public static int Compare(string source, string id, string otherSource, string otherId)
    {
        var bySource = ByteOrder.Compare(source, otherSource);
        return bySource != 0 ? bySource : ByteOrder.Compare(id, otherId);
    }

    /// <summary>Source and id of events at one instant, in their order.</summary>
    public static readonly IComparer<(string Source, string Id)> AtOneInstant =
        Comparer<(string Source, string Id)>.Create((a, b) => Compare(a.Source, a.Id, b.Source, b.Id));

    /// <summary>Puts an item at its place in a sorted list.</summary>
    public static void Insert<T>(List<T> list, T item, Comparison<T> compare)
    {
        var place = list.Count;
        while (place > 0 && compare(list[place - 1], item) > 0)
        {
            place--;
        }
        list.Insert(place, item);
    }
}
