using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi;

/// <summary>JSON of the read models: compact, defaults left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Dossier))]
[JsonSerializable(typeof(ReleaseState))]
[JsonSerializable(typeof(ScopeState))]
[JsonSerializable(typeof(IncidentState))]
[JsonSerializable(typeof(FormerName))]
internal sealed partial class KpiJson : JsonSerializerContext
{
    /// <summary>JSON of the API: camel case; an absent figure is written as null; no HTML, so an apostrophe stays one.</summary>
    public static readonly JsonSerializerOptions Api = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
