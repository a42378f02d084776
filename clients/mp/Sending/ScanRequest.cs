using System.Security.Cryptography;
using System.Text;

namespace MetricsPlatform.Client.Sending;

/// <summary>POST /v1/scans of one report.</summary>
/// <param name="Parameters">Of the query, in their order; an empty value is not sent.</param>
internal sealed record ScanRequest(IReadOnlyList<(string Name, string? Value)> Parameters)
{
    /// <summary>Relative, so that the platform may stand below a path.</summary>
    public string Path => $"v1/scans?{string.Join('&', Given.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"))}";

    /// <summary>The key under which the platform takes a report once: the same for the same report in the same run, another in every other run.</summary>
    /// <remarks>The content alone would not do: a scan that finds the same tomorrow is another scan.</remarks>
    public string KeyFor(string run, byte[] content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in Given.SelectMany(p => new[] { p.Name, p.Value! }).Prepend(run))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{part.Length}:{part}"));
        }
        hash.AppendData(content);
        return $"mp-{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private IEnumerable<(string Name, string? Value)> Given => Parameters.Where(p => !string.IsNullOrEmpty(p.Value));
}
