using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Correlation.Domain.Timeline;

namespace MetricsPlatform.Correlation.Domain.States;

/// <summary>Adds up step functions: present while one is present, at the highest severity of those that are.</summary>
public static class Steps
{
    /// <summary>
    /// The sum of several step functions, given as marks sorted by time. What ends the last presence decides why it ended; at one
    /// instant a retirement comes first.
    /// </summary>
    public static IReadOnlyList<Mark> Sum(IReadOnlyList<IReadOnlyList<Mark>> functions)
    {
        if (functions.Count == 1)
        {
            return functions[0];
        }
        var changes = functions.SelectMany((marks, function) => marks.Select(mark => (Mark: mark, Function: function)))
            .OrderBy(c => c.Mark.At).ThenByDescending(c => c.Mark.Retirement).ToList();
        var current = new Presence[functions.Count];
        var sum = new List<Mark>();
        var running = Presence.Gone;
        for (var i = 0; i < changes.Count; i++)
        {
            var (mark, function) = changes[i];
            current[function] = mark.Presence;
            if (i + 1 < changes.Count && changes[i + 1].Mark.CompareTo(mark.At, mark.Retirement) == 0)
            {
                continue;
            }
            var after = Highest(current, mark.Retirement);
            if (!after.SameAs(running))
            {
                sum.Add(new Mark(mark.At, mark.Retirement, running = after));
            }
        }
        return sum;
    }

    /// <summary>Marks as a timeline: one step per instant that changes something. An exposure of no length is none.</summary>
    public static List<TimelineStep> ToTimeline(IReadOnlyList<Mark> marks)
    {
        var steps = new List<TimelineStep>(marks.Count);
        var running = Presence.Gone;
        for (var i = 0; i < marks.Count; i++)
        {
            if (i + 1 < marks.Count && marks[i + 1].At == marks[i].At)
            {
                // Retired and reported again at one instant: nothing ended.
                continue;
            }
            if (!marks[i].Presence.SameAs(running))
            {
                running = marks[i].Presence;
                steps.Add(new TimelineStep(marks[i].At, running.Severity, running.IsRetired));
            }
        }
        return steps;
    }

    private static Presence Highest(Presence[] current, bool retirement)
    {
        var highest = retirement ? Presence.Retired : Presence.Gone;
        foreach (var presence in current)
        {
            if (presence.IsPresent && (!highest.IsPresent || presence.Severity > highest.Severity))
            {
                highest = presence;
            }
        }
        return highest;
    }
}
