using System.Globalization;
using System.Text.Json;

namespace MetricsPlatform.Tests.Cases;

/// <summary>Says whether two sets of KPIs are the same, and which figure differs first when not.</summary>
/// <remarks>
/// Only what the expected side names is compared; more fields may stand beside it. Counts are exact, durations and their means within
/// 1 ms, quantiles within 1 % (docs/metrics.md §3), ratios within rounding. A row of zeroes equals a row that is not there.
/// </remarks>
public static class KpiAssert
{
    private static readonly string[] RowKeys = ["severity", "window", "maturity", "environment", "kind", "reason", "cwe"];
    private static readonly string[] Quantiles = ["medianSeconds", "p90Seconds", "survivalMedianSeconds"];

    public static void Same(JsonElement expected, JsonElement actual, DateTimeOffset at)
    {
        if (FirstDifference(expected, actual) is { } difference)
            Assert.Fail($"At {at:O}: {difference}");
    }

    /// <summary>Compares records through their JSON, so reports of different types compare by the names of their figures.</summary>
    public static void Same(object expected, object actual, DateTimeOffset at) => Same(ToJson(expected), ToJson(actual), at);

    /// <summary>The first figure that differs, with both values; null when none does.</summary>
    public static string? FirstDifference(JsonElement expected, JsonElement actual) =>
        (from section in expected.EnumerateObject()
         from difference in section.Value.ValueKind switch
         {
             JsonValueKind.Array => Rows(section.Name, section.Value, actual),
             JsonValueKind.Object when actual.TryGetProperty(section.Name, out var same) => Fields(section.Name, section.Value, same),
             JsonValueKind.Object => [$"{section.Name} is missing."],
             _ => [],
         }
         select difference).FirstOrDefault();

    public static JsonElement ToJson(object kpis) =>
        kpis is JsonElement json ? json : JsonSerializer.SerializeToElement(kpis, kpis.GetType(), JsonSerializerOptions.Web);

    private static IEnumerable<string> Rows(string section, JsonElement expected, JsonElement actualKpis)
    {
        if (!actualKpis.TryGetProperty(section, out var actual) || actual.ValueKind != JsonValueKind.Array)
        {
            yield return $"{section} is missing.";
            yield break;
        }

        foreach (var row in expected.EnumerateArray())
        {
            var found = actual.EnumerateArray().Where(other => KeyOf(other) == KeyOf(row)).ToList();
            if (found.Count > 1)
                yield return $"{section}[{KeyOf(row)}] stands {found.Count} times.";
            else if (found.Count == 1)
                foreach (var difference in Fields($"{section}[{KeyOf(row)}]", row, found[0]))
                    yield return difference;
            else if (!IsZero(row))
                yield return $"{section}[{KeyOf(row)}] is missing, expected {row.GetRawText()}.";
        }

        foreach (var row in actual.EnumerateArray().Where(row => !IsZero(row) && expected.EnumerateArray().All(other => KeyOf(other) != KeyOf(row))))
            yield return $"{section}[{KeyOf(row)}] is not expected: {row.GetRawText()}.";
    }

    private static IEnumerable<string> Fields(string row, JsonElement expected, JsonElement actual) =>
        from field in expected.EnumerateObject()
        let value = actual.TryGetProperty(field.Name, out var found) ? found : default
        where !Equal(field.Name, field.Value, value)
        select $"{row}.{field.Name} is {Text(value)}, expected {Text(field.Value)}.";

    private static bool Equal(string field, JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind != actual.ValueKind)
            return false;
        if (expected.ValueKind != JsonValueKind.Number)
            return expected.GetRawText() == actual.GetRawText() || SameInstant(expected, actual);
        if (expected.TryGetInt64(out var count) && actual.TryGetInt64(out var actualCount) && count == actualCount)
            return true;
        var (want, have) = (expected.GetDouble(), actual.GetDouble());
        var tolerance = Quantiles.Contains(field) ? 0.01 * Math.Abs(want) : field.EndsWith("Seconds", StringComparison.Ordinal) ? 0.001 : 1e-9;
        return Math.Abs(want - have) <= tolerance;
    }

    private static bool SameInstant(JsonElement expected, JsonElement actual) =>
        expected.ValueKind == JsonValueKind.String
        && expected.TryGetDateTimeOffset(out var want) && actual.TryGetDateTimeOffset(out var have) && want == have;

    private static string KeyOf(JsonElement row) =>
        string.Join(' ', RowKeys.Select(key => row.TryGetProperty(key, out var value) ? value.ToString() : null).OfType<string>());

    private static bool IsZero(JsonElement row) =>
        row.EnumerateObject().All(field => field.Value.ValueKind != JsonValueKind.Number || field.Value.GetDouble() == 0);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "missing",
        JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };
}
