namespace MetricsPlatform.Correlation.Domain.Tracks;

/// <summary>
/// What is taken for one weakness while its line moves. Its name is the line at which it was first seen, and a number where other
/// tracks began at that line before it: a line that something has left may be taken by something else.
/// </summary>
public sealed class Track(int line, int nth, Stay[] stays)
{
    public int Line { get; } = line;

    /// <summary>1 for the first track that began at the line.</summary>
    public int Nth { get; } = nth;

    /// <summary>Where each target last had it, at most one a target, in the order in which they first did.</summary>
    public IReadOnlyList<Stay> Stays => stays;

    public bool IsIn(string target) => StayIn(target) is { IsPresent: true };

    public Stay? StayIn(string target)
    {
        foreach (var stay in stays)
        {
            if (stay.Target == target)
            {
                return stay;
            }
        }
        return null;
    }

    /// <summary>The same track when the target says what it said before.</summary>
    public Track With(Stay stay)
    {
        var index = Array.FindIndex(stays, s => s.Target == stay.Target);
        if (index < 0)
        {
            return new Track(Line, Nth, [.. stays, stay]);
        }
        if (stays[index] == stay)
        {
            return this;
        }
        var changed = (Stay[])stays.Clone();
        changed[index] = stay;
        return new Track(Line, Nth, changed);
    }

    public bool SameAs(Track other) =>
        ReferenceEquals(this, other) || (Line == other.Line && Nth == other.Nth && Stays.SequenceEqual(other.Stays));
}

/// <summary>Where a target has a track, or last had it.</summary>
/// <param name="Since">When it came to that line.</param>
public readonly record struct Stay(string Target, int Line, string? ContextHash, DateTimeOffset Since, bool IsPresent);
