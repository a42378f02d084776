namespace MetricsPlatform.Kpi.Pages;

/// <summary>The rows of a long table that a page shows: what a browser lays out must not grow with the table.</summary>
/// <param name="Total">Rows of the whole table.</param>
/// <param name="From">How many of them come before.</param>
public sealed record Slice<T>(IReadOnlyList<T> Items, int Total, int From, int Size)
{
    public int? Next => From + Size < Total ? From + Size : null;

    public int? Previous => From > 0 ? Math.Max(0, From - Size) : null;

    public Slice<TOther> Select<TOther>(Func<T, TOther> to) => new([.. Items.Select(to)], Total, From, Size);
}

internal static class Slices
{
    /// <param name="skip">Where the reader has got to; anything outside the table is its nearest end.</param>
    public static Slice<T> Slice<T>(this IReadOnlyList<T> all, int? skip, int size)
    {
        var from = Math.Clamp(skip ?? 0, 0, all.Count);
        return new Slice<T>([.. all.Skip(from).Take(size)], all.Count, from, size);
    }
}
