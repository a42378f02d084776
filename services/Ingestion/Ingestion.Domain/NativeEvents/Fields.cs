using System.Text.Json;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>Values of a native event's fields, as strictly as docs/events.md has them. The cursor stands on the field's name.</summary>
/// <remarks>Null stands for absent, and so does an empty text. What is ill-typed throws <see cref="FieldException"/>.</remarks>
internal static class Fields
{
    /// <summary>The longest name of a service or tool, in UTF-16 units.</summary>
    public const int NameLength = 200;

    /// <summary>The longest id, path or URL, in UTF-16 units.</summary>
    public const int IdentifierLength = 2000;

    /// <summary>A text that people read, cut at <paramref name="limit"/>.</summary>
    public static string? Prose(this ref JsonCursor json, int limit) => TextLimits.Cut(Text(ref json), limit);

    /// <summary>A text that identifies something: no control characters, of bounded length.</summary>
    public static string? Identifier(this ref JsonCursor json, int limit = IdentifierLength)
    {
        var text = Text(ref json);
        if (text is not null)
        {
            CheckIdentifier(ref json, text, limit);
        }
        return text;
    }

    public static IReadOnlyList<string> Identifiers(this ref JsonCursor json)
    {
        List<string>? texts = null;
        if (EnterList(ref json))
        {
            while (json.NextElement())
            {
                if (json.Token != JsonTokenType.String || json.Text() is not { Length: > 0 } text)
                {
                    throw Invalid(ref json, "must be a text that is not empty");
                }
                CheckIdentifier(ref json, text, IdentifierLength);
                (texts ??= []).Add(text);
            }
        }
        return texts ?? (IReadOnlyList<string>)[];
    }

    public static IReadOnlyList<int> PositiveIntegers(this ref JsonCursor json)
    {
        List<int>? numbers = null;
        if (EnterList(ref json))
        {
            while (json.NextElement())
            {
                (numbers ??= []).Add(CurrentInteger(ref json));
            }
        }
        return numbers ?? (IReadOnlyList<int>)[];
    }

    public static int? PositiveInteger(this ref JsonCursor json) => IsNull(ref json) ? null : CurrentInteger(ref json);

    public static bool? Flag(this ref JsonCursor json) => IsNull(ref json) ? null : json.Token switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Invalid(ref json, "must be true or false"),
    };

    /// <summary>A CVSS base score.</summary>
    public static double? Score(this ref JsonCursor json)
    {
        if (IsNull(ref json))
        {
            return null;
        }
        return json.Token == JsonTokenType.Number && json.TryNumber(out var score) && score is >= 0 and <= 10
            ? score
            : throw Invalid(ref json, "must be a number from 0 to 10");
    }

    public static DateTimeOffset? Instant(this ref JsonCursor json)
    {
        var text = Text(ref json);
        if (text is null)
        {
            return null;
        }
        return Rfc3339.TryParse(text, out var instant) ? instant : throw Invalid(ref json, "must be a time as RFC 3339 writes it, with an offset");
    }

    /// <summary>One of an enumeration's words, in lower case.</summary>
    public static T? Word<T>(this ref JsonCursor json)
        where T : struct, Enum
    {
        var text = Text(ref json);
        if (text is null)
        {
            return null;
        }
        return Words<T>.Find(text) ?? throw Invalid(ref json, $"must be one of {Words<T>.All}");
    }

    public static string? Package(this ref JsonCursor json)
    {
        var text = Identifier(ref json);
        return text is null || PackageUrl.IsValid(text)
            ? text
            : throw Invalid(ref json, "must be a package URL with a type and a name (pkg:npm/left-pad@1.3.0)");
    }

    /// <summary>Enters an object; false when it is null.</summary>
    public static bool EnterObject(this ref JsonCursor json)
    {
        if (IsNull(ref json))
        {
            return false;
        }
        return json.Token == JsonTokenType.StartObject ? true : throw Invalid(ref json, "must be an object");
    }

    /// <summary>Enters an array; false when it is null.</summary>
    public static bool EnterList(this ref JsonCursor json)
    {
        if (IsNull(ref json))
        {
            return false;
        }
        return json.Token == JsonTokenType.StartArray ? true : throw Invalid(ref json, "must be a list");
    }

    /// <summary>A field that its object, which begins at <paramref name="at"/>, must have.</summary>
    public static T Required<T>(this T? value, long at, string field, string why = "is required")
        where T : class => value ?? throw Missing(at, field, why);

    public static T Required<T>(this T? value, long at, string field, string why = "is required")
        where T : struct => value ?? throw Missing(at, field, why);

    public static FieldException Missing(long at, string field, string why = "is required") => new("missing_field", at, why, field);

    /// <summary>The value that the cursor stands on is not as it must be.</summary>
    public static FieldException Invalid(ref JsonCursor json, string problem) => new("invalid_field", json.TokenOffset, problem);

    private static string? Text(ref JsonCursor json)
    {
        if (IsNull(ref json))
        {
            return null;
        }
        if (json.Token != JsonTokenType.String)
        {
            throw Invalid(ref json, "must be a text");
        }
        return json.Text() is { Length: > 0 } text ? text : null;
    }

    private static void CheckIdentifier(ref JsonCursor json, string text, int limit)
    {
        if (text.Length > limit)
        {
            throw Invalid(ref json, $"must have at most {limit:N0} characters");
        }
        if (string.IsNullOrWhiteSpace(text) || text.AsSpan().IndexOfAnyInRange('\0', '\u001F') >= 0)
        {
            throw Invalid(ref json, "must hold no control characters and not only white space");
        }
    }

    private static int CurrentInteger(ref JsonCursor json) =>
        json.Token == JsonTokenType.Number && json.TryInteger(out var number) && number > 0
            ? number
            : throw Invalid(ref json, "must be an integer above 0");

    private static bool IsNull(ref JsonCursor json)
    {
        json.Read();
        return json.Token == JsonTokenType.Null;
    }
}
