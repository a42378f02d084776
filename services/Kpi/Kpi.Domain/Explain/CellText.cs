using System.Globalization;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>A cell as exports write it: RFC 3339 in UTC, numbers so that they read back as they were, nothing for what does not apply.</summary>
public static class CellText
{
    public static string Of(object? cell) => cell switch
    {
        null => "",
        true => "true",
        false => "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        Severity severity => severity.ToString().ToLowerInvariant(),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };
}
