using System.Text;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>§2: what happens at one instant is ordered by source, then id, compared byte by byte.</summary>
public sealed class EventOrder : IComparer<NativeEvent>
{
    public static readonly EventOrder Instance = new();

    public int Compare(NativeEvent? x, NativeEvent? y)
    {
        var byTime = x!.Header.Time.CompareTo(y!.Header.Time);
        if (byTime != 0)
            return byTime;
        var bySource = Bytes(x.Header.Source, y.Header.Source);
        return bySource != 0 ? bySource : Bytes(x.Header.Id, y.Header.Id);
    }

    private static int Bytes(string x, string y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y));
}
