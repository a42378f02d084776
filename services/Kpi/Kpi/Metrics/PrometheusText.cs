using System.Buffers;
using System.Globalization;
using System.Text;

namespace MetricsPlatform.Kpi.Metrics;

/// <summary>Writes gauges in the Prometheus text format 0.0.4; what it writes is OpenMetrics 1.0 too, but for the end marker.</summary>
/// <param name="room">Bytes to begin with.</param>
internal sealed class PrometheusText(int room)
{
    private readonly ArrayBufferWriter<byte> buffer = new(room);

    /// <summary>What is written so far.</summary>
    public ReadOnlyMemory<byte> Text => buffer.WrittenMemory;

    /// <summary>Starts a family; its samples follow until the next family starts.</summary>
    public void Gauge(string name, string help) =>
        Append($"# HELP {name} {help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n# TYPE {name} gauge\n");

    /// <param name="at">Its own time, which only OpenMetrics gives in seconds; null: the time of the scrape.</param>
    public void Sample(string name, BoardSample sample, DateTimeOffset? at = null)
    {
        Append(name);
        var separator = "{";
        if (sample.Of is { } of)
        {
            Append(of, ref separator);
        }
        foreach (var label in sample.Labels)
        {
            Append(label, ref separator);
        }
        Append(separator == "{" ? " " : "} ");
        Append(sample.Value);
        if (at is { } time)
        {
            Append(" ");
            Append(KpiFamilies.UnixSeconds(time));
        }
        Append("\n");
    }

    /// <summary>Ends what is to be OpenMetrics.</summary>
    public void End() => Append("# EOF\n");

    /// <summary>Forgets what is written, for more.</summary>
    public void Clear() => buffer.ResetWrittenCount();

    private void Append(Label label, ref string separator)
    {
        Append(separator);
        Append(label.Name);
        Append("=\"");
        Append(Escaped(label.Value));
        Append("\"");
        separator = ",";
    }

    private static string Escaped(string value) => value.AsSpan().IndexOfAny('\\', '"', '\n') < 0
        ? value
        : value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private void Append(double value)
    {
        var target = buffer.GetSpan(32);
        value.TryFormat(target, out var written, default, CultureInfo.InvariantCulture);
        buffer.Advance(written);
    }

    private void Append(string text) => Encoding.UTF8.GetBytes(text, buffer);
}
