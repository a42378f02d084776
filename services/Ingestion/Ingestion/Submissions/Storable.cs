using System.Text;
using MetricsPlatform.Ingestion.Domain;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>What PostgreSQL cannot keep is refused like any other bad field: NUL in text, and names too long for an index.</summary>
internal static class Storable
{
    private const int MaxNameBytes = 1000;

    public static ReadItem Check(ReadItem item)
    {
        var service = (item as AcceptedItem)?.Service;
        var problem = Problem("source", item.Source) ?? Problem("id", item.Id) ?? Problem("type", item.Type) ?? Problem("service", service);
        return problem is null || item is RefusedItem
            ? item
            : new RefusedItem(item.Index, item.Source, item.Id, item.Type, new Refusal("invalid_field", problem));
    }

    /// <summary>Text as PostgreSQL takes it.</summary>
    public static string? Text(string? text) => text?.Replace('\0', '\uFFFD');

    private static string? Problem(string field, string? value) =>
        value is null ? null
        : value.Contains('\0', StringComparison.Ordinal) ? $"{field} must not contain the character U+0000."
        : Encoding.UTF8.GetByteCount(value) > MaxNameBytes ? $"{field} must not be longer than {MaxNameBytes} bytes."
        : null;
}
