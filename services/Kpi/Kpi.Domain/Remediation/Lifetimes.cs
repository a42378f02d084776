namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>Lifetimes in no order. They lie in pages: growing copies nothing, and merging shares the pages, since what is in them stays.</summary>
internal sealed class Lifetimes
{
    private const int SmallestPage = 32;
    private const int LargestPage = 4096;   // 64 KB: below the large object heap

    private readonly List<ArraySegment<Lifetime>> _full = [];
    private Lifetime[] _page = [];
    private int _used;

    public int Count { get; private set; }

    public IEnumerable<ArraySegment<Lifetime>> Pages => _used == 0 ? _full : _full.Append(new ArraySegment<Lifetime>(_page, 0, _used));

    public void Add(in Lifetime lifetime)
    {
        if (_used == _page.Length)
        {
            if (_used > 0)
            {
                _full.Add(_page);
            }
            _page = new Lifetime[Math.Clamp(_page.Length * 2, SmallestPage, LargestPage)];
            _used = 0;
        }
        _page[_used++] = lifetime;
        Count++;
    }

    public void Merge(Lifetimes other)
    {
        _full.AddRange(other.Pages);
        Count += other.Count;
    }
}
