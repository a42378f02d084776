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

    public void Sample(string name, double value, params ReadOnlySpan<Label> labels)
    {
        Append(name);
        for (var i = 0; i < labels.Length; i++)
        {
            Append(i == 0 ? "{" : ",");
            Append(labels[i].Name);
            Append("=\"");
            Append(Escaped(labels[i].Value));
            Append("\"");
        }
        Append(labels.Length > 0 ? "} " : " ");
        var target = buffer.GetSpan(32);
        value.TryFormat(target, out var written, default, CultureInfo.InvariantCulture);
        buffer.Advance(written);
        Append("\n");
    }

    private static string Escaped(string value) => value.AsSpan().IndexOfAny('\\', '"', '\n') < 0
        ? value
        : value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private void Append(string text) => Encoding.UTF8.GetBytes(text, buffer);
}
