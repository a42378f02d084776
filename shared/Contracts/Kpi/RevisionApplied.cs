namespace MetricsPlatform.Contracts.Kpi;

/// <summary>The KPIs of one replica show everything of a service up to this revision.</summary>
public sealed record RevisionApplied(string Service, long Revision, string Replica);

/// <summary>Ingestion asks how far the KPIs are with a service, when it has not heard; every replica answers with <see cref="RevisionApplied"/>.</summary>
public sealed record AppliedRevisionRequested(string Service);

/// <summary>A replica answers questions. Published every two seconds, from when it has caught up.</summary>
public sealed record ReplicaAlive(string Replica);
