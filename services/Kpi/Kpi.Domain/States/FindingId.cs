using System.Globalization;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>A finding's id as a number: half the bytes of its 32 hexadecimal digits are held and compared for every finding.</summary>
public static class FindingId
{
    private const int Digits = 32;

    /// <exception cref="FormatException">It is no id of a finding.</exception>
    public static UInt128 Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no id of a finding: those are {Digits} hexadecimal digits.");

    public static bool TryParse(string text, out UInt128 id)
    {
        id = default;
        return text.Length == Digits && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id);
    }

    public static string Text(UInt128 id) => id.ToString("x32", CultureInfo.InvariantCulture);
}
