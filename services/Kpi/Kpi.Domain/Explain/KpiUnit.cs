using System.Text.Json.Serialization;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>What a figure is a number of; a share is from 0 on, 1 for all; a rate is a number a day.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<KpiUnit>))]
public enum KpiUnit { Count, Seconds, Share, Rate }
