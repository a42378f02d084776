namespace MetricsPlatform.Contracts.Kpi;

/// <summary>The KPIs show everything of a service up to this revision.</summary>
public sealed record RevisionApplied(string Service, long Revision);

/// <summary>Ingestion asks how far the KPIs are with a service, when it has not heard; answered by <see cref="RevisionApplied"/>.</summary>
public sealed record AppliedRevisionRequested(string Service);
