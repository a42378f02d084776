using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MetricsPlatform.Correlation.Domain.Facts;

/// <summary>An immutable set of small numbers (results of one service): a bitmap in memory, ranges ("0-9 12") when stored.</summary>
[JsonConverter(typeof(NumberSetConverter))]
public sealed class NumberSet : IEquatable<NumberSet>
{
    public static readonly NumberSet Empty = new(0, []);

    private readonly int offset;
    private readonly ulong[] words;

    private NumberSet(int offset, ulong[] words)
    {
        (this.offset, this.words) = (offset, words);
        foreach (var word in words)
        {
            Count += BitOperations.PopCount(word);
        }
    }

    public int Count { get; }

    public static NumberSet Of(IReadOnlyCollection<int> numbers)
    {
        if (numbers.Count == 0)
        {
            return Empty;
        }
        var offset = numbers.Min() >> 6;
        var words = new ulong[(numbers.Max() >> 6) - offset + 1];
        foreach (var number in numbers)
        {
            words[(number >> 6) - offset] |= 1UL << (number & 63);
        }
        return new(offset, words);
    }

    public bool Contains(int number)
    {
        var word = (number >> 6) - offset;
        return (uint)word < (uint)words.Length && (words[word] >> (number & 63) & 1) != 0;
    }

    public NumberSet Union(NumberSet other) =>
        other.Count == 0 ? this : Count == 0 ? other : Combine(other, static (a, b) => a | b);

    public NumberSet Except(NumberSet other) => other.Count == 0 ? this : Combine(other, static (a, b) => a & ~b);

    public Enumerator GetEnumerator() => new(offset, words);

    public bool Equals(NumberSet? other) =>
        ReferenceEquals(this, other) || (other is not null && Count == other.Count && Except(other).Count == 0);

    public override bool Equals(object? obj) => Equals(obj as NumberSet);

    public override int GetHashCode() => Count;

    public override string ToString()
    {
        var text = new StringBuilder();
        int first = -1, last = -1;
        foreach (var number in this)
        {
            if (first >= 0 && number == last + 1)
            {
                last = number;
                continue;
            }
            Append(text, first, last);
            first = last = number;
        }
        Append(text, first, last);
        return text.ToString();
    }

    public static NumberSet Parse(string text)
    {
        var numbers = new List<int>();
        foreach (var range in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            var first = int.Parse(dash < 0 ? range : range.AsSpan(0, dash), CultureInfo.InvariantCulture);
            var last = dash < 0 ? first : int.Parse(range.AsSpan(dash + 1), CultureInfo.InvariantCulture);
            for (var number = first; number <= last; number++)
            {
                numbers.Add(number);
            }
        }
        return Of(numbers);
    }

    private static void Append(StringBuilder text, int first, int last)
    {
        if (first < 0)
        {
            return;
        }
        text.Append(text.Length == 0 ? "" : " ").Append(first);
        if (last > first)
        {
            text.Append('-').Append(last);
        }
    }

    private NumberSet Combine(NumberSet other, Func<ulong, ulong, ulong> combine)
    {
        var start = Math.Min(offset, other.offset);
        var end = Math.Max(offset + words.Length, other.offset + other.words.Length);
        var combined = new ulong[end - start];
        for (var i = 0; i < combined.Length; i++)
        {
            combined[i] = combine(WordAt(start + i), other.WordAt(start + i));
        }
        return new(start, combined);
    }

    private ulong WordAt(int index) => (uint)(index - offset) < (uint)words.Length ? words[index - offset] : 0;

    /// <summary>Walks the numbers, smallest first.</summary>
    public struct Enumerator(int offset, ulong[] words)
    {
        private int index = -1;
        private ulong rest;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (rest == 0)
            {
                if (++index >= words.Length)
                {
                    return false;
                }
                rest = words[index];
            }
            Current = (offset + index) * 64 + BitOperations.TrailingZeroCount(rest);
            rest &= rest - 1;
            return true;
        }
    }
}

/// <summary>Stores a <see cref="NumberSet"/> as its ranges.</summary>
public sealed class NumberSetConverter : JsonConverter<NumberSet>
{
    public override NumberSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => NumberSet.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, NumberSet value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
