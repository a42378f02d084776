using System.Globalization;

namespace MetricsPlatform.Hosting.Access.Keys;

/// <summary>How long a key is valid: <c>90d</c>, <c>12h</c>, <c>30m</c>, or <c>never</c> for one that does not expire.</summary>
/// <param name="Span">Null: for ever.</param>
public sealed record KeyLifetime(TimeSpan? Span)
{
    private const int MaxDays = 3650;

    /// <exception cref="FormatException">The text is none.</exception>
    public static KeyLifetime Read(string text)
    {
        if (text == "never")
        {
            return new KeyLifetime((TimeSpan?)null);
        }
        var number = text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        TimeSpan? span = text.LastOrDefault() switch
        {
            'd' => TimeSpan.FromDays(number),
            'h' => TimeSpan.FromHours(number),
            'm' => TimeSpan.FromMinutes(number),
            _ => null,
        };
        return span > TimeSpan.Zero && span <= TimeSpan.FromDays(MaxDays)
            ? new KeyLifetime(span)
            : throw new FormatException($"'{text}' is no time to live; write a whole number of days, hours or minutes up to {MaxDays}d, like 90d, or never.");
    }
}
