using System.Collections;
using System.Numerics;
using System.Runtime.InteropServices;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>
/// Every finding of a service, and every id that is none any more. Does not change: <see cref="With"/> makes another one, which shares
/// with this one all that the batch does not touch.
/// </summary>
/// <remarks>Ids are hashes, so those that begin with the same bits are about equally many, whatever bits.</remarks>
public sealed class FindingSet : IReadOnlyCollection<FindingFacts>
{
    /// <summary>Ids of a chunk, at most on average: a small revision copies little, and the arrays stay out of the large object heap.</summary>
    private const int ChunkSize = 512;
    private const int IdBits = 128;

    private readonly int _bits;
    private readonly FindingChunk[] _chunks;
    private readonly int _ids;

    private FindingSet(int bits, FindingChunk[] chunks, int ids)
    {
        _bits = bits;
        _chunks = chunks;
        _ids = ids;
        Count = chunks.Sum(chunk => chunk.Findings.Count);
    }

    /// <summary>How many findings.</summary>
    public int Count { get; }

    public static FindingSet Empty() => new(0, [new FindingChunk(new FindingWords())], 0);

    /// <summary>Findings as of one revision.</summary>
    public static FindingSet Of(IEnumerable<FindingState> findings)
    {
        var batch = new FindingBatch();
        foreach (var finding in findings)
        {
            batch.Add(finding, revision: 0);
        }
        return Empty().With(batch);
    }

    /// <summary>What is newer of each id: what is here or what the batch says. Of one revision, what is here.</summary>
    /// <remarks>Tables that come from one another are made by one thread at a time.</remarks>
    public FindingSet With(FindingBatch batch)
    {
        var added = 0;
        var newer = new List<BatchEntry>(batch.Count);
        foreach (var entry in batch.Newest())
        {
            var held = ChunkOf(entry.Id).RevisionOf(entry.Id);
            if (entry.Revision > held)
            {
                newer.Add(entry);
                added += held == FindingChunk.Absent ? 1 : 0;
            }
        }
        return newer.Count == 0 ? this : Merged(CollectionsMarshal.AsSpan(newer), batch, _ids + added);
    }

    /// <summary>What an id stands for; null when nothing here knows it.</summary>
    public FindingEntry? Find(UInt128 id) => ChunkOf(id).Find(id);

    public Enumerator GetEnumerator() => new(_chunks);

    IEnumerator<FindingFacts> IEnumerable<FindingFacts>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private FindingSet Merged(ReadOnlySpan<BatchEntry> newer, FindingBatch batch, int ids)
    {
        var bits = Math.Max(_bits, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)(ids + ChunkSize - 1) / ChunkSize)));
        var chunks = new FindingChunk[1 << bits];
        for (var i = 0; i < chunks.Length; i++)
        {
            var first = bits == 0 ? UInt128.Zero : (UInt128)(uint)i << (IdBits - bits);
            var last = first + (UInt128.MaxValue >> bits);
            var count = 0;
            while (count < newer.Length && newer[count].Id <= last)
            {
                count++;
            }
            var chunk = _chunks[i >> (bits - _bits)];
            chunks[i] = bits == _bits && count == 0 ? chunk : chunk.With(newer[..count], batch, first, last);
            newer = newer[count..];
        }
        return new FindingSet(bits, chunks, ids);
    }

    private FindingChunk ChunkOf(UInt128 id) => _chunks[_bits == 0 ? 0 : (int)(id >> (IdBits - _bits))];

    /// <summary>Findings by id.</summary>
    public struct Enumerator : IEnumerator<FindingFacts>
    {
        private readonly FindingChunk[] _chunks;
        private int _chunk;
        private int _index;

        internal Enumerator(FindingChunk[] chunks) => (_chunks, _index) = (chunks, -1);

        public readonly FindingFacts Current => _chunks[_chunk].Findings[_index];

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            _index++;
            while (_chunk < _chunks.Length && _index >= _chunks[_chunk].Findings.Count)
            {
                _chunk++;
                _index = 0;
            }
            return _chunk < _chunks.Length;
        }

        public void Reset() => (_chunk, _index) = (0, -1);

        public readonly void Dispose()
        {
        }
    }
}
