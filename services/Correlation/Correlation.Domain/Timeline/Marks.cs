using MetricsPlatform.Contracts;

namespace MetricsPlatform.Correlation.Domain.Timeline;

/// <summary>What one scope says of one identity from an instant on.</summary>
/// <param name="Retirement">Made by a retirement; at one instant it comes before what scans say.</param>
/// <param name="Presence">Present at a severity, or gone.</param>
public readonly record struct Mark(DateTimeOffset At, bool Retirement, Presence Presence)
{
    public int CompareTo(DateTimeOffset at, bool retirement)
    {
        var byTime = At.CompareTo(at);
        return byTime != 0 ? byTime : retirement.CompareTo(Retirement);
    }
}

/// <summary>Present at a severity; gone because a scan did not list it; gone because its scope was retired.</summary>
public readonly record struct Presence
{
    private readonly sbyte value;

    private Presence(sbyte value) => this.value = value;

    public static readonly Presence Gone = new(0);
    public static readonly Presence Retired = new(-1);

    public static Presence Of(Severity severity) => new((sbyte)(1 + (int)severity));

    public bool IsPresent => value > 0;

    public bool IsRetired => value < 0;

    public Severity? Severity => IsPresent ? (Severity)(value - 1) : null;

    /// <summary>Says the same about exposure; why something is gone is told by what ended it, not by what finds it gone later.</summary>
    public bool SameAs(Presence other) => value == other.value || (!IsPresent && !other.IsPresent);
}

/// <summary>The changes of one identity's presence in one scope, sorted by time: a step function.</summary>
public sealed class Marks(int scope)
{
    private readonly List<Mark> marks = new(1);

    public int Scope { get; } = scope;

    public IReadOnlyList<Mark> All => marks;

    public Presence Last => marks.Count == 0 ? Presence.Gone : marks[^1].Presence;

    /// <summary>When the scope first listed it.</summary>
    public DateTimeOffset? First => marks.Count == 0 ? null : marks[0].At;

    public Presence Before(DateTimeOffset at, bool retirement)
    {
        var index = IndexOf(at, retirement);
        return index == 0 ? Presence.Gone : marks[index - 1].Presence;
    }

    /// <summary>Says what holds from an instant on; true when that was not known yet.</summary>
    public bool Set(Mark mark)
    {
        var index = IndexOf(mark.At, mark.Retirement);
        if (index < marks.Count && marks[index].CompareTo(mark.At, mark.Retirement) == 0)
        {
            if (marks[index] == mark)
            {
                return false;
            }
            marks[index] = mark;
            return true;
        }
        marks.Insert(index, mark);
        return true;
    }

    /// <summary>Nothing changes at that instant; true when something did.</summary>
    public bool Clear(DateTimeOffset at, bool retirement)
    {
        var index = IndexOf(at, retirement);
        if (index == marks.Count || marks[index].CompareTo(at, retirement) != 0)
        {
            return false;
        }
        marks.RemoveAt(index);
        return true;
    }

    /// <summary>Index of the first mark that is not before the instant.</summary>
    private int IndexOf(DateTimeOffset at, bool retirement)
    {
        int low = 0, high = marks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (marks[middle].CompareTo(at, retirement) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }
}
