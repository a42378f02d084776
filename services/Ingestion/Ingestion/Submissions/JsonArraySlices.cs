namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>A range of bytes in a body.</summary>
internal readonly record struct Slice(long Start, long End);

/// <summary>Where the elements of a JSON array stand in a body, without the white space around them.</summary>
/// <remarks>For bodies that an adapter has read to the end: it tells nothing wrong of JSON, it only counts brackets.</remarks>
internal static class JsonArraySlices
{
    public static IEnumerable<Slice> Of(Stream body)
    {
        body.Position = 0;
        var buffer = new byte[64 << 10];
        var (depth, inString, escaped) = (0, false, false);
        var (position, start, end) = (0L, -1L, -1L);
        for (int read; (read = body.Read(buffer)) > 0; position += read)
        {
            for (var i = 0; i < read; i++)
            {
                var octet = buffer[i];
                var closes = !inString && octet is (byte)']' or (byte)'}';
                if (depth == 1 && start >= 0 && !inString && octet is (byte)',' or (byte)']')
                {
                    yield return new Slice(start, end);
                    start = -1;
                }
                else if (depth > 0 && (inString || octet > (byte)' ') && !(depth == 1 && !inString && octet is (byte)',' or (byte)']'))
                {
                    start = start < 0 ? position + i : start;
                    end = position + i + 1;
                }
                depth += inString ? 0 : octet is (byte)'[' or (byte)'{' ? 1 : closes ? -1 : 0;
                inString = octet == (byte)'"' && !escaped ? !inString : inString;
                escaped = inString && octet == (byte)'\\' && !escaped;
            }
        }
    }
}
