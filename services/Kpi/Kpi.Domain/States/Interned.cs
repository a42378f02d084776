namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>Values by number, each held once: one scan sees many findings first. Grows only, so that it can be read while one thread adds.</summary>
internal sealed class Interned<T> where T : struct, IEquatable<T>
{
    private readonly Dictionary<T, int> _numbers = [];
    private volatile T[] _values = [];

    public T this[int number] => _values[number];

    /// <summary>The number of a value, which it gets when it has none.</summary>
    public int Of(T value)
    {
        if (_numbers.TryGetValue(value, out var number))
        {
            return number;
        }
        number = _numbers.Count;
        if (number == _values.Length)
        {
            var more = new T[Math.Max(4, number + (number / 2))];
            _values.CopyTo(more, 0);
            _values = more;
        }
        _values[number] = value;
        _numbers.Add(value, number);
        return number;
    }
}
