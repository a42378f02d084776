using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>Where a page ended, and the instant that its list is of: pages of one list are of one instant.</summary>
internal sealed record FindingCursor(DateTimeOffset At, FindingPosition Last)
{
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks} {(int)Last.Severity} {Last.Since.UtcTicks} {FindingId.Text(Last.Id)}")));

    /// <summary>Reads an optional parameter; a text that no list gave out makes a complaint.</summary>
    public static FindingCursor? Read(string? text, List<string> complaints)
    {
        var cursor = text is null ? null : Parse(text);
        if (text is not null && cursor is null)
        {
            complaints.Add("Parameter 'cursor' is none that a page gave out.");
        }
        return cursor;
    }

    private static FindingCursor? Parse(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ') is [var at, var severity, var since, var id]
                ? new FindingCursor(Instant(at), new FindingPosition((Severity)int.Parse(severity, CultureInfo.InvariantCulture), Instant(since), FindingId.Parse(id)))
                : null;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static DateTimeOffset Instant(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
