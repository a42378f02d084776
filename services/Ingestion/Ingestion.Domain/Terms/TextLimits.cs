namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>How much of a text that people read is kept, in UTF-16 units. Identity depends on none of it.</summary>
public static class TextLimits
{
    public const int Title = 300;
    public const int Description = 4000;
    public const int Help = 2000;

    /// <summary>The text's beginning, never half a character; null for a text without content.</summary>
    public static string? Cut(string? text, int limit)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (text.Length <= limit)
        {
            return text;
        }
        return text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];
    }
}
