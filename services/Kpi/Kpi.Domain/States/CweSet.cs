namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>Weaknesses (CWE ids) that a finding is an instance of, ascending.</summary>
internal readonly struct CweSet(int[] ids) : IEquatable<CweSet>
{
    private readonly int[] _ids = ids;

    public ReadOnlySpan<int> Ids => _ids;

    public bool Equals(CweSet other) => Ids.SequenceEqual(other.Ids);

    public override bool Equals(object? obj) => obj is CweSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var id in Ids)
        {
            hash.Add(id);
        }
        return hash.ToHashCode();
    }
}
