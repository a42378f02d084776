using System.Collections;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Contracts;

/// <summary>
/// The long list of a message, on the wire as base64 of gzip'd UTF-8 JSON (camelCase, nulls left out): about a tenth of the bytes, and
/// the bus, which reads every message twice, reads one string instead of ten thousand objects. Unpacked when somebody looks into it;
/// whoever only passes a message on passes the packed bytes on.
/// </summary>
public sealed class PackedListConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new PackedList(reader.GetBytesFromBase64());

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value is PackedList packed ? packed.Bytes.Span : Pack(value));

    private static ReadOnlySpan<byte> Pack(IReadOnlyList<T> value)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(gzip, value as List<T> ?? [.. value], PackedJson.Default.GetTypeInfo(typeof(List<T>))!);
        }
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    /// <summary>A list as it came, unpacked at the first look.</summary>
    private sealed class PackedList(ReadOnlyMemory<byte> bytes) : IReadOnlyList<T>
    {
        private readonly Lazy<List<T>> items = new(() =>
        {
            using var packed = new GZipStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
            return (List<T>)JsonSerializer.Deserialize(packed, PackedJson.Default.GetTypeInfo(typeof(List<T>))!)!;
        });

        public ReadOnlyMemory<byte> Bytes => bytes;
        public int Count => items.Value.Count;
        public T this[int index] => items.Value[index];

        public IEnumerator<T> GetEnumerator() => items.Value.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>What can be packed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, DefaultBufferSize = 64 * 1024)]
[JsonSerializable(typeof(List<ScanResult>))]
[JsonSerializable(typeof(List<FindingState>))]
[JsonSerializable(typeof(List<Tombstone>))]
[JsonSerializable(typeof(List<ScanState>))]
internal sealed partial class PackedJson : JsonSerializerContext;
