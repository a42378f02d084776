namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>From the items of a report to what they tell.</summary>
internal static class ReportItems
{
    /// <summary>Lazily, each item in turn; one that cannot be read is told with its place, after what could be read of it.</summary>
    public static IEnumerable<Reported> Translate(this IEnumerable<ReportValue> items, Action<ReportValue, Translation> translate)
    {
        var translation = new Translation();
        foreach (var item in items)
        {
            translation.Clear();
            try
            {
                if (item.IsCut)
                {
                    throw new UnreadableItemException("too_large", "is too large to be read");
                }
                translate(item, translation);
            }
            catch (UnreadableItemException unreadable)
            {
                translation.Refuse(unreadable.Refusal(item));
            }
            foreach (var told in translation.Told)
            {
                yield return told;
            }
        }
    }
}
