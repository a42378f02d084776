using CsCheck;
using MetricsPlatform.Correlation.Domain.Tracks;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>What holds for tracks whatever scans list.</summary>
public sealed class TrackTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(string Target, bool Closes, Sighting[] Listed)> Scans = Gen.Select(
        Gen.OneOf("", "api"), Gen.Frequency((4, true), (1, false)),
        Gen.Select(Gen.Int[1, 30], Gen.OneOf(null, "a", "b"), (line, hash) => new Sighting(line, hash)).Array[0, 8].Select(Once));

    [Fact]
    public void Every_line_that_a_scan_lists_is_on_a_track_of_its_own_and_every_track_has_a_name_of_its_own() => Scans.Array[1, 12].Sample(
        scans =>
        {
            IReadOnlyList<Track> tracks = [];
            foreach (var (scan, hour) in scans.Zip(Enumerable.Range(0, scans.Length)))
            {
                tracks = TrackStep.After(tracks, new Moment(Start.AddHours(hour), Retirement: false, scan.Target), scan.Listed, scan.Closes);

                var lines = tracks.Where(t => t.IsIn(scan.Target)).Select(t => t.StayIn(scan.Target)!.Value.Line).ToList();
                Assert.Equal(lines.Distinct().Count(), lines.Count);
                Assert.Superset(scan.Listed.Select(s => s.Line).ToHashSet(), lines.ToHashSet());
                Assert.True(!scan.Closes || lines.Count == scan.Listed.Length);
                Assert.Equal(tracks.Count, tracks.Select(t => (t.Line, t.Nth)).Distinct().Count());
            }
        },
        iter: 2000);

    [Fact]
    public void Pairs_never_cross_and_never_share_a_line() => Gen.Select(Gen.Int[1, 60].Array[0, 12], Gen.Int[1, 60].Array[0, 12]).Sample(
        (before, after) =>
        {
            var pairs = LinePairs.Of([.. before.Distinct().Order()], [.. after.Distinct().Order()]).OrderBy(p => p.Before).ToList();

            Assert.All(pairs.Zip(pairs.Skip(1)), next => Assert.True(next.First.Before < next.Second.Before && next.First.After < next.Second.After));
            Assert.All(pairs, pair => Assert.True(before.Contains(pair.Before) && after.Contains(pair.After)));
        },
        iter: 2000);

    /// <summary>Each line once, and each code.</summary>
    private static Sighting[] Once(Sighting[] listed) =>
        [.. listed.DistinctBy(s => s.Line).GroupBy(s => s.ContextHash).SelectMany(hash => hash.Take(1).Concat(hash.Skip(1).Select(s => s with { ContextHash = null })))];
}
