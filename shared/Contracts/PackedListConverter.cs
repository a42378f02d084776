using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Contracts;

/// <summary>
/// The long list of a message, on the wire as base64 of gzip'd UTF-8 JSON (camelCase, nulls left out): about a tenth of the bytes, and
/// the bus, which reads every message twice, reads one string instead of ten thousand objects.
/// </summary>
public sealed class PackedListConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var packed = new GZipStream(new MemoryStream(reader.GetBytesFromBase64()), CompressionMode.Decompress);
        return (List<T>)JsonSerializer.Deserialize(packed, PackedJson.Default.GetTypeInfo(typeof(List<T>))!)!;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(gzip, value as List<T> ?? [.. value], PackedJson.Default.GetTypeInfo(typeof(List<T>))!);
        }
        writer.WriteBase64StringValue(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }
}

/// <summary>What can be packed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, DefaultBufferSize = 64 * 1024)]
[JsonSerializable(typeof(List<ScanResult>))]
[JsonSerializable(typeof(List<FindingState>))]
[JsonSerializable(typeof(List<Tombstone>))]
internal sealed partial class PackedJson : JsonSerializerContext;
