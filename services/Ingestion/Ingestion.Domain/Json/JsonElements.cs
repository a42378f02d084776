namespace MetricsPlatform.Ingestion.Domain.Json;

/// <summary>Reads the array element that the cursor stands on, leaves it on the element's last token, and adds what it makes of it.</summary>
internal delegate void ReadElement<T>(ref JsonCursor cursor, List<T> into);

/// <summary>The elements of an array in a stream, one after the other.</summary>
internal static class JsonElements
{
    /// <summary>How much is read with one cursor: making one costs as much as reading a small element.</summary>
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
            foreach (var one in some)
            {
                yield return one;
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
            read(ref cursor, some);
        }
        cursor.Leave();
        return true;
    }
}
