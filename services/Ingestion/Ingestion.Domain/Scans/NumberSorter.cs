using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MetricsPlatform.Ingestion.Domain.Scans;

/// <summary>Brings equal numbers together, in memory that does not grow with them: sorted blocks of them go to a temporary file and are merged.</summary>
internal sealed class NumberSorter(int blockSize = NumberSorter.DefaultBlockSize) : IDisposable
{
    private const int DefaultBlockSize = 1 << 14;
    private const int ReadAhead = 128;

    private readonly List<Entry> _block = [];
    private FileStream? _blocks;

    /// <param name="place">What the number stands for, in the order in which they come.</param>
    /// <param name="preferred">Stands before its equals, whenever it comes.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(UInt128 number, int place, bool preferred = false)
    {
        if (_block.Count == blockSize)
        {
            WriteBlock(_blocks ??= TemporaryFile.Create(bufferSize: 0));
        }
        _block.Add(new Entry(number, place, preferred));
    }

    /// <summary>All of them, by number; of equal ones the preferred first, else in the order in which they came. To be asked for once.</summary>
    public IEnumerable<Entry> Sorted()
    {
        _block.Sort();
        return _blocks is null ? _block : Merge(_blocks);
    }

    public void Dispose() => _blocks?.Dispose();

    private void WriteBlock(FileStream blocks)
    {
        _block.Sort();
        blocks.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_block)));
        _block.Clear();
    }

    private IEnumerable<Entry> Merge(FileStream blocks)
    {
        var rest = new PriorityQueue<IEnumerator<Entry>, Entry>();
        var length = blockSize * Unsafe.SizeOf<Entry>();
        for (long start = 0; start <= blocks.Length; start += length)
        {
            var block = (start < blocks.Length ? ReadBlock(blocks, start, start + length) : _block).GetEnumerator();
            if (block.MoveNext())
            {
                rest.Enqueue(block, block.Current);
            }
        }
        while (rest.TryPeek(out var block, out var least))
        {
            yield return least;
            if (block.MoveNext())
            {
                rest.DequeueEnqueue(block, block.Current);
            }
            else
            {
                rest.Dequeue();
            }
        }
    }

    private static IEnumerable<Entry> ReadBlock(FileStream blocks, long start, long end)
    {
        var some = new Entry[ReadAhead];
        while (start < end)
        {
            var count = (int)Math.Min((end - start) / Unsafe.SizeOf<Entry>(), ReadAhead);
            blocks.Position = start;
            blocks.ReadExactly(MemoryMarshal.AsBytes(some.AsSpan(0, count)));
            start = blocks.Position;
            for (var i = 0; i < count; i++)
            {
                yield return some[i];
            }
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Entry(UInt128 Number, int Place, bool Preferred) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => Number.CompareTo(other.Number) is not 0 and var byNumber ? byNumber
            : other.Preferred.CompareTo(Preferred) is not 0 and var byPreference ? byPreference
            : Place.CompareTo(other.Place);
    }
}
