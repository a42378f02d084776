using System.Text.Json.Serialization;

namespace MetricsPlatform.Contracts.Correlation;

/// <summary>
/// The whole small states of everything in one service that changed in the revisions
/// (<paramref name="Since"/>, <paramref name="Revision"/>]. States, not deltas: per id the newest revision wins, so repeats and
/// reordering do no harm. Applied when all parts are in.
/// </summary>
/// <param name="Since">States are complete for whoever has applied this revision (0: nothing needed).</param>
/// <param name="Revision">The revision that these states are of.</param>
/// <param name="Part">0-based index of this part.</param>
/// <param name="Parts">How many parts there are, at least 1.</param>
/// <param name="Findings">Findings that changed.</param>
/// <param name="Tombstones">Ids that are no finding of their own (any more).</param>
/// <param name="Releases">Releases that changed (in part 0).</param>
/// <param name="Scopes">Scopes that changed (in part 0).</param>
/// <param name="Incidents">Incidents that changed (in part 0).</param>
/// <param name="Scans">Scans that are new, or count no longer or again. Null from a sender that does not know of them yet.</param>
/// <param name="FormerNames">Former names that are new (in part 0); null: none.</param>
public sealed record ServiceRevised(
    string Service, long Since, long Revision, int Part, int Parts,
    [property: JsonConverter(typeof(PackedListConverter<FindingState>))] IReadOnlyList<FindingState> Findings,
    [property: JsonConverter(typeof(PackedListConverter<Tombstone>))] IReadOnlyList<Tombstone> Tombstones,
    IReadOnlyList<ReleaseState> Releases, IReadOnlyList<ScopeState> Scopes, IReadOnlyList<IncidentState> Incidents,
    [property: JsonConverter(typeof(PackedListConverter<ScanState>))] IReadOnlyList<ScanState>? Scans,
    IReadOnlyList<FormerName>? FormerNames = null);

/// <summary>A name under which a service was known: all of it is the service's that has this among its former names.</summary>
/// <param name="Revision">The last that there is under the former name. From then on it stands for no service.</param>
public sealed record FormerName(string Service, long Revision);

/// <summary>An id that is no finding.</summary>
/// <param name="MergedInto">The finding it was merged into; null when every scan that listed it is withdrawn.</param>
public sealed record Tombstone(string Id, string? MergedInto);
