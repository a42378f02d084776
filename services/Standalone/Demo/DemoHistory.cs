namespace MetricsPlatform.Standalone.Demo;

/// <summary>Half a year of a small fictional company, the same for the same end.</summary>
/// <param name="Events">Native events, oldest first.</param>
/// <param name="Reports">SARIF reports, oldest first.</param>
public sealed record DemoHistory(IReadOnlyList<DemoEvent> Events, IReadOnlyList<DemoReport> Reports)
{
    /// <summary>The history of the half year up to <paramref name="end"/>. Histories with different ends agree where they overlap.</summary>
    public static DemoHistory Until(DateTimeOffset end)
    {
        var start = end.AddDays(-7 * DemoCalendar.Cycle);
        var (firstWeek, lastWeek) = (DemoCalendar.WeekOf(start), DemoCalendar.WeekOf(end));
        var weeks = Enumerable.Range(firstWeek, lastWeek - firstWeek + 1).ToList();
        List<DemoEvent> events = [];
        List<DemoReport> reports = [];
        foreach (var service in DemoCompany.Services)
        {
            var weaknesses = WeaknessDraw.Between(service, firstWeek, lastWeek).ToList();
            events.AddRange(weaknesses.SelectMany(DemoTickets.About));
            foreach (var week in weeks)
            {
                events.AddRange(DemoReleases.Of(service, week));
                events.AddRange(DemoScans.Events(service, week, weaknesses));
                events.AddRange(DemoStories.Of(service, week, weaknesses));
                reports.AddRange(DemoScans.Reports(service, week, weaknesses));
            }
        }

        return new DemoHistory(
            [.. events.Where(e => e.Time > start && e.Time <= end).OrderBy(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal)],
            [.. reports.Where(r => r.Time > start && r.Time <= end).OrderBy(r => r.Time).ThenBy(r => r.Key, StringComparer.Ordinal)]);
    }
}
