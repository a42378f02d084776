namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>Attribute values in HTTP headers (CloudEvents HTTP binding 1.0.2, §3.1.3.2).</summary>
internal static class HeaderText
{
    /// <summary>Takes off double quotes with their backslash escapes, then percent-decodes.</summary>
    public static string Decode(string value)
    {
        value = value.Trim();
        if (value.Length >= 2 && value[0] == '"' && value[^1] == '"')
        {
            value = Unquote(value.AsSpan(1, value.Length - 2));
        }
        return Uri.UnescapeDataString(value).Replace('\0', '\uFFFD');
    }

    private static string Unquote(ReadOnlySpan<char> quoted)
    {
        var text = new System.Text.StringBuilder(quoted.Length);
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] == '\\' && i + 1 < quoted.Length)
            {
                i++;
            }
            text.Append(quoted[i]);
        }
        return text.ToString();
    }
}
