namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>What a report is written in. JSON may be several values, one after the other (JSON Lines).</summary>
internal enum Medium { Json, Xml, Csv }
