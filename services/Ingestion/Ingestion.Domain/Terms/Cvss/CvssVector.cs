namespace MetricsPlatform.Ingestion.Domain.Terms.Cvss;

/// <summary>CVSS vectors of versions 2, 3.0, 3.1 and 4.0 (first.org/cvss).</summary>
/// <remarks>The base score alone: what a vector says beyond it (temporal, threat, environmental) is the tool's or the user's, not the vulnerability's.</remarks>
public static class CvssVector
{
    private const int Longest = 500;

    /// <summary><c>CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H</c> → 9.8; version 2 without a prefix, in brackets or not. Null when a base metric is missing or has no such value.</summary>
    public static double? Score(string? vector)
    {
        if (vector is null || vector.Length > Longest)
        {
            return null;
        }
        var parts = vector.Trim().Trim('(', ')').Split('/');
        var metrics = new CvssMetrics(parts);
        return (double?)(parts[0] switch
        {
            "CVSS:4.0" => Cvss4.Score(metrics),
            "CVSS:3.1" or "CVSS:3.0" => Cvss3.Score(metrics),
            _ => Cvss2.Score(metrics),
        });
    }
}
