using System.Globalization;
using System.Text.Json;
using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>What is known of a property bag (SARIF 2.1.0 §3.8): the standard's tags, and words that tools have agreed on.</summary>
internal sealed class SarifProperties
{
    public static readonly SarifProperties None = new();

    /// <summary><c>security-severity</c>: a CVSS base score, as a text or a number.</summary>
    public double? Cvss { get; private set; }

    /// <summary>The same as a word, which some write there.</summary>
    public Severity? Severity { get; private set; }

    public List<string> Tags { get; } = [];

    /// <summary>Weaknesses under <c>cwe</c>, as the tool writes them.</summary>
    public List<string> Cwe { get; } = [];

    /// <summary>A package URL.</summary>
    public string? Package { get; private set; }

    public static SarifProperties Read(ref JsonCursor json)
    {
        if (!json.Object())
        {
            return None;
        }
        var properties = new SarifProperties();
        while (json.NextProperty())
        {
            if (json.NameIs("security-severity"u8))
            {
                (properties.Cvss, properties.Severity) = Rating(ref json);
            }
            else if (json.NameIs("tags"u8))
            {
                json.TextsInto(properties.Tags);
            }
            else if (json.NameIs("cwe"u8))
            {
                json.TextsInto(properties.Cwe);
            }
            else if (json.NameIs("purl"u8) || json.NameIs("purls"u8) || json.NameIs("packageURL"u8) || json.NameIs("packageUrl"u8))
            {
                properties.Package = PackageOf(ref json) ?? properties.Package;
            }
            else
            {
                json.Skip();
            }
        }
        return properties;
    }

    private static (double? Score, Severity? Word) Rating(ref JsonCursor json)
    {
        json.Read();
        if (json.Token == JsonTokenType.Number)
        {
            return (json.TryNumber(out var number) ? InRange(number) : null, null);
        }
        var text = json.TextOrNull();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? (InRange(score), null) : (null, Severities.OfWord(text));
    }

    private static double? InRange(double score) => score is >= 0 and <= 10 ? score : null;

    private static string? PackageOf(ref JsonCursor json)
    {
        var texts = new List<string>();
        json.TextsInto(texts);
        return texts.Find(PackageUrl.IsValid);
    }
}
