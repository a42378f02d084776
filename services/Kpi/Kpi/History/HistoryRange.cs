using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.Http;

namespace MetricsPlatform.Kpi.History;

/// <summary>The instants that a history is asked for: from one instant in equal steps, as long as they are not after another.</summary>
internal sealed record HistoryRange(DateTimeOffset From, DateTimeOffset To, TimeSpan Step)
{
    private static readonly TimeSpan ByDefault = TimeSpan.FromDays(90);

    /// <summary>How many instants.</summary>
    public long Points => ((To - From).Ticks / Step.Ticks) + 1;

    public IEnumerable<DateTimeOffset> Instants
    {
        get
        {
            for (var point = 0L; point < Points; point++)
            {
                yield return From.AddTicks(Step.Ticks * point);
            }
        }
    }

    /// <summary>Reads the parameters, by default each midnight (UTC) of the last 90 days; what is wrong makes complaints.</summary>
    /// <param name="most">So many points are given at once.</param>
    public static HistoryRange? Read(string? from, string? to, string? step, DateTimeOffset now, int most, List<string> complaints)
    {
        var last = Read("to", to, complaints) ?? now.ToUniversalTime();
        var first = Read("from", from, complaints) ?? MidnightBefore(last);
        var length = step is null ? TimeSpan.FromDays(1) : DurationText.Parse(step);
        if (length is null)
        {
            complaints.Add($"Parameter 'step' cannot be '{step}'; it is {DurationText.Form}.");
        }
        if (first > last)
        {
            complaints.Add("Parameter 'from' is later than 'to'.");
        }
        if (complaints.Count > 0)
        {
            return null;
        }
        var range = new HistoryRange(first, last, length!.Value);
        if (range.Points > most)
        {
            complaints.Add($"That would be {range.Points} points; at most {most} are given at once. Ask for a longer 'step' or less time.");
        }
        return range;
    }

    private static DateTimeOffset? Read(string parameter, string? text, List<string> complaints)
    {
        if (text is null)
        {
            return null;
        }
        if (QueryTime.TryParse(text, out var at))
        {
            return at;
        }
        complaints.Add(QueryTime.Complaint(parameter, text));
        return null;
    }

    private static DateTimeOffset MidnightBefore(DateTimeOffset last) =>
        last.UtcTicks < ByDefault.Ticks ? DateTimeOffset.MinValue : new DateTimeOffset((last - ByDefault).UtcDateTime.Date, TimeSpan.Zero);
}
