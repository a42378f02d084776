namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>What a scan says it scanned; version and commit null when it does not say.</summary>
/// <param name="Tool">That scanned; it always says so.</param>
internal readonly record struct Origin(string? Version, string? Commit, string? Tool);

/// <summary>Origins by number: one scan sees many findings first. Grows only, so that it can be read while one thread adds.</summary>
internal sealed class Origins
{
    private readonly Dictionary<Origin, int> _numbers = [];
    private volatile Origin[] _origins = [];

    public Origin this[int number] => _origins[number];

    /// <summary>The number of an origin, which it gets when it has none.</summary>
    public int Of(Origin origin)
    {
        if (_numbers.TryGetValue(origin, out var number))
        {
            return number;
        }
        number = _numbers.Count;
        if (number == _origins.Length)
        {
            var more = new Origin[Math.Max(4, number + (number / 2))];
            _origins.CopyTo(more, 0);
            _origins = more;
        }
        _origins[number] = origin;
        _numbers.Add(origin, number);
        return number;
    }
}
