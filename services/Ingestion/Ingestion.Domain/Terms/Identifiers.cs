using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>Texts of reports as parts of an identity: without control characters and of bounded length.</summary>
internal static class Identifiers
{
    /// <summary>The longest, in UTF-16 units.</summary>
    public const int Longest = 2000;

    private const int Kept = 1900;

    /// <summary>Is as <see cref="Bounded"/> leaves it.</summary>
    public static bool IsBounded([NotNullWhen(false)] string? text) => text is null || (text.Length <= Longest && !HasControls(text));

    /// <summary>Control characters become spaces; of a text that is too long the beginning stays, with a hash of all of it, so that different ones stay different.</summary>
    public static string? Bounded(string? text)
    {
        if (IsBounded(text))
        {
            return text;
        }
        if (HasControls(text))
        {
            text = string.Create(text.Length, text, (characters, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                {
                    characters[i] = from[i] < ' ' ? ' ' : from[i];
                }
            });
        }
        return text.Length <= Longest
            ? text
            : $"{TextLimits.Cut(text, Kept)}…{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    private static bool HasControls(string text) => text.AsSpan().IndexOfAnyInRange('\0', '\u001F') >= 0;
}
