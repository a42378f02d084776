using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>A connected component of results: timeless, all that was ever seen of one weakness in one service.</summary>
public sealed record ReferenceFinding(string Service, IReadOnlyList<Listing> Listings)
{
    public FindingKind Kind => Listings[0].Result.Kind;

    public IReadOnlySet<ResultIdentity> Results => Listings.Select(listing => listing.Identity).ToHashSet();

    /// <summary>Joins groups that share a key, again and again, until nothing changes.</summary>
    public static IReadOnlyList<ReferenceFinding> Group(string service, IEnumerable<Listing> listings)
    {
        var groups = listings.Select(listing => new List<Listing> { listing }).ToList();
        while (FirstPairToJoin(groups) is var (one, other))
        {
            groups[one].AddRange(groups[other]);
            groups.RemoveAt(other);
        }

        return [.. groups.Select(group => new ReferenceFinding(service, group))];
    }

    /// <summary>One result must meet all parts of the match.</summary>
    public bool IsMeantBy(TriageMatch match) => Listings.Any(listing =>
        listing.Ids.Contains(match.Rule, StringComparer.OrdinalIgnoreCase)
        && (match.Package is null || (listing.Result.Package is { } package && PackageIdentity.Of(package) == PackageIdentity.Of(match.Package)))
        && (match.Path is null || listing.Result.Path == match.Path));

    public bool IsMeantBy(TicketChanged ticket) => Listings.Any(listing => listing.Ids.Any(id => ticket.Rules.Contains(id, StringComparer.OrdinalIgnoreCase)));

    private static (int One, int Other)? FirstPairToJoin(List<List<Listing>> groups)
    {
        var firstWithKey = new Dictionary<string, int>();
        for (var index = 0; index < groups.Count; index++)
            foreach (var key in groups[index].SelectMany(listing => listing.Keys))
                if (firstWithKey.TryGetValue(key, out var earlier) && earlier != index)
                    return (earlier, index);
                else
                    firstWithKey[key] = index;
        return null;
    }
}
