namespace MetricsPlatform.Client.Answers;

/// <summary>Refusals as people read them.</summary>
internal static class Refusals
{
    public static string Show(Item item) => item.Error is { } error ? $"item {item.Index}: {error.Reason}: {error.Message}{Place(error.Pointer, error.Line)}" : $"item {item.Index}: {item.Status}";

    /// <summary>Where the mistake is, to end a sentence with; empty when that is not known.</summary>
    public static string Place(string? pointer, long? line) => (pointer, line) switch
    {
        ({ Length: > 0 }, { } at) => $" (at {pointer}, line {at})",
        ({ Length: > 0 }, null) => $" (at {pointer})",
        (_, { } at) => $" (line {at})",
        _ => "",
    };
}
