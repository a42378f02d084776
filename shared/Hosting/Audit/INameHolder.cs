namespace MetricsPlatform.Hosting.Audit;

/// <summary>What names people in a host's database beside the trail.</summary>
public interface INameHolder
{
    /// <summary>Puts a pseudonym in the place of a name, wherever it stands. To be called again after an outage in its middle.</summary>
    /// <returns>How many events named the person.</returns>
    Task<int> Replace(string name, string pseudonym, CancellationToken ct);
}
