namespace MetricsPlatform.Ingestion.Domain.Json;

/// <summary>Reads the array element that the cursor stands on, and leaves it on the element's last token.</summary>
internal delegate T ReadElement<T>(ref JsonCursor cursor);

/// <summary>The elements of an array in a stream, one after the other.</summary>
internal static class JsonElements
{
    /// <summary>How many elements are read with one cursor: making one costs as much as reading a small element.</summary>
    private const int AtOnce = 100;

    /// <param name="start">Where the array begins.</param>
    public static IEnumerable<T> Read<T>(Stream json, long start, ReadElement<T> read, int window = JsonSource.DefaultWindow)
    {
        var source = new JsonSource(json, start, window);
        Enter(source);
        var some = new List<T>(AtOnce);
        for (var more = true; more; some.Clear())
        {
            more = Fill(source, some, read);
            foreach (var element in some)
            {
                yield return element;
            }
        }
    }

    /// <summary>Passes over the start of an array or object.</summary>
    public static void Enter(JsonSource source)
    {
        var cursor = new JsonCursor(source);
        cursor.Read();
        cursor.Leave();
    }

    private static bool Fill<T>(JsonSource source, List<T> some, ReadElement<T> read)
    {
        var cursor = new JsonCursor(source);
        while (some.Count < AtOnce)
        {
            if (!cursor.NextElement())
            {
                return false;
            }
            some.Add(read(ref cursor));
        }
        cursor.Leave();
        return true;
    }
}
