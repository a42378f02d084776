namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>How the platform apart is started.</summary>
/// <param name="Catalogue">Text of <c>platform.yaml</c>.</param>
/// <param name="Replicas">Of each service.</param>
public sealed record ApartOptions(string Catalogue = "", int Replicas = 2)
{
    /// <summary>Replicas of Correlation, where they are not as many as of the others.</summary>
    public int? OfCorrelation { get; init; }

    /// <summary>What the replicas run.</summary>
    public HostPrograms Programs { get; init; } = new();

    /// <summary>Added to every process's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>At which port a service reaches what listens at a port: (service, port) → port.</summary>
    public Func<string, int, int> Way { get; init; } = (_, port) => port;
}
