namespace MetricsPlatform.Kpi.Http;

/// <summary>How many items a list may give at once.</summary>
internal static class QueryLimit
{
    private const int Default = 100;
    private const int Max = 1000;

    public static int Read(int? limit, List<string> complaints)
    {
        if (limit is < 1 or > Max)
        {
            complaints.Add($"Parameter 'limit' cannot be {limit}; it is from 1 to {Max}.");
        }
        return limit ?? Default;
    }
}
