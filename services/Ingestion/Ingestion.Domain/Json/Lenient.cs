using System.Text.Json;

namespace MetricsPlatform.Ingestion.Domain.Json;

/// <summary>Reads what a report may say; a value of another type than the standard's counts as not said.</summary>
/// <remarks>The cursor stands on a property's name, or on an array's element.</remarks>
internal static class Lenient
{
    private const int MostTexts = 500;
    private const int LongestText = 2000;

    public static string? TextOrNull(this ref JsonCursor json)
    {
        ToValue(ref json);
        if (json.Token == JsonTokenType.String)
        {
            return json.Text() is { Length: > 0 } text ? text : null;
        }
        json.Skip();
        return null;
    }

    public static int? IndexOrNull(this ref JsonCursor json)
    {
        ToValue(ref json);
        if (json.Token == JsonTokenType.Number)
        {
            return json.TryInteger(out var number) && number >= 0 ? number : null;
        }
        json.Skip();
        return null;
    }

    /// <summary>True inside an object; anything else is passed over.</summary>
    public static bool Object(this ref JsonCursor json) => Enter(ref json, JsonTokenType.StartObject);

    /// <summary>True inside an array; anything else is passed over.</summary>
    public static bool Array(this ref JsonCursor json) => Enter(ref json, JsonTokenType.StartArray);

    /// <summary>The property <c>text</c> of a message or multiformat message string.</summary>
    public static string? MessageText(this ref JsonCursor json) => json.Member("text"u8);

    /// <summary>One text of an object of which nothing else matters.</summary>
    public static string? Member(this ref JsonCursor json, ReadOnlySpan<byte> name)
    {
        string? text = null;
        if (json.Object())
        {
            while (json.NextProperty())
            {
                if (json.NameIs(name))
                {
                    text = json.TextOrNull();
                }
                else
                {
                    json.Skip();
                }
            }
        }
        return text;
    }

    /// <summary>The texts of an array, or a single text: <see cref="MostTexts"/> at most, of no more than <see cref="LongestText"/> characters.</summary>
    public static void TextsInto(this ref JsonCursor json, List<string> texts)
    {
        ToValue(ref json);
        if (json.Token == JsonTokenType.String)
        {
            Keep(json.Text(), texts);
        }
        else if (json.Array())
        {
            while (json.NextElement())
            {
                Keep(json.TextOrNull(), texts);
            }
        }
    }

    private static void Keep(string? text, List<string> texts)
    {
        if (text is { Length: <= LongestText } && texts.Count < MostTexts)
        {
            texts.Add(text);
        }
    }

    private static bool Enter(ref JsonCursor json, JsonTokenType start)
    {
        ToValue(ref json);
        if (json.Token == start)
        {
            return true;
        }
        json.Skip();
        return false;
    }

    private static void ToValue(ref JsonCursor json)
    {
        if (json.Token == JsonTokenType.PropertyName)
        {
            json.Read();
        }
    }
}
