using CsCheck;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Tests.Unit.Ingestion;

public class NumberSorterTests
{
    [Fact]
    public void Numbers_are_sorted_whether_or_not_they_fit_into_a_block() =>
        Gen.Select(Gen.Int[1, 9], Gen.Select(Gen.Int[0, 12], Gen.Bool).Array[0, 60]).Sample((blockSize, numbers) => IsSorted(blockSize, numbers));

    [Fact]
    public void Many_blocks_are_read_a_little_at_a_time()
    {
        var numbers = new (int, bool)[5000];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (i * 7919 % 1999, i % 3 == 0);
        }
        Assert.True(IsSorted(500, numbers));
    }

    private static bool IsSorted(int blockSize, (int Number, bool Preferred)[] numbers)
    {
        using var sorter = new NumberSorter(blockSize);
        for (var place = 0; place < numbers.Length; place++)
        {
            sorter.Add(Wide(numbers[place].Number), place, numbers[place].Preferred);
        }
        return sorter.Sorted().Select(one => one.Place).SequenceEqual(
            Enumerable.Range(0, numbers.Length).OrderBy(place => Wide(numbers[place].Number)).ThenBy(place => !numbers[place].Preferred).ThenBy(place => place));
    }

    /// <summary>Numbers that differ in the upper or the lower half only.</summary>
    private static UInt128 Wide(int number) => number % 2 == 0 ? (UInt128)number << 100 : (UInt128)number;
}
