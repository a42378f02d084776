namespace MetricsPlatform.Contracts.Correlation;

/// <summary>Answer to <see cref="Kpi.ServicesRequested"/>: the newest revision of every service.</summary>
public sealed record ServicesListed(IReadOnlyList<ServiceRevision> Services);

/// <summary>A service and its newest revision.</summary>
public sealed record ServiceRevision(string Service, long Revision);
