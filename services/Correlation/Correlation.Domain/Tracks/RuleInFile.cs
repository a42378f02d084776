using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Grouping;
using MetricsPlatform.Correlation.Domain.Timeline;

namespace MetricsPlatform.Correlation.Domain.Tracks;

/// <summary>The results of one rule of one tool in one file that have no fingerprint: only lines, and the code there, tell them apart.</summary>
public sealed class RuleInFile
{
    private readonly List<KnownResult> results = new(1);
    private List<(Moment At, IReadOnlyList<Track> Tracks)>? steps;

    /// <summary>Results stand at several lines. Where there is only one, nothing can have moved.</summary>
    public bool HasSeveralLines { get; private set; }

    /// <summary>The tracks of all of it were told once.</summary>
    public bool IsWalked => steps is not null;

    public void Add(KnownResult result)
    {
        HasSeveralLines |= results.Count > 0 && results[0].Data.Line != result.Data.Line;
        results.Add(result);
    }

    /// <summary>Its results in a listing, in the order of their description.</summary>
    public IEnumerable<KnownResult> In(NumberSet listing) => results.Where(r => listing.Contains(r.Number));

    /// <summary>The tracks by the lines at which a target has them after an instant.</summary>
    public IReadOnlyDictionary<int, Track> Standing(Moment at) => Standing(StepAt(at), at.Target);

    /// <summary>
    /// Walks the instants from <paramref name="from"/> on, until the tracks are again what they were: what comes after rests on them alone.
    /// </summary>
    /// <param name="instants">All of the tool's scopes from a moment on, which is the beginning at the first walk.</param>
    /// <param name="placed">Told of each result of an instant that was walked: the track on which it stood (null: none was known), and the one on which it stands.</param>
    public void Walk(Moment from, IReadOnlyList<(Moment At, Instant Instant)> instants, Action<Instant, KnownResult, Track?, Track> placed)
    {
        var isFirst = steps is null;
        steps ??= [];
        var start = isFirst ? 0 : IndexAfter(from, orAt: true);
        var old = steps.GetRange(start, steps.Count - start);
        steps.RemoveRange(start, old.Count);
        var tracks = start == 0 ? [] : steps[start - 1].Tracks;
        var (was, next) = (tracks, 0);
        foreach (var (at, instant) in instants)
        {
            while (next < old.Count && old[next].At.CompareTo(at) <= 0)
            {
                was = old[next++].Tracks;
            }
            var after = TrackStep.After(tracks, at, Sightings(instant.Listing), instant.Closes);
            if (!Same(after, tracks))
            {
                steps.Add((at, tracks = after));
            }
            if (!isFirst && Same(tracks, was))
            {
                steps.AddRange(old.Skip(next));
                return;
            }
            var (stood, stands) = (Standing(was, at.Target), Standing(tracks, at.Target));
            foreach (var result in In(instant.Listing))
            {
                placed(instant, result, stood.GetValueOrDefault(result.Data.Line!.Value), stands[result.Data.Line!.Value]);
            }
        }
    }

    /// <summary>A line that several results share has their code if they agree; code that stands at several lines tells none of them.</summary>
    private IEnumerable<Sighting> Sightings(NumberSet listing)
    {
        var lines = In(listing).GroupBy(r => r.Data.Line!.Value).Select(line => new Sighting(
            line.Key, line.Select(r => r.Data.ContextHash).Distinct().ToList() is [var only] ? only : null)).ToList();
        var repeated = lines.GroupBy(s => s.ContextHash).Where(hash => hash.Count() > 1).Select(hash => hash.Key).ToHashSet();
        return lines.Select(s => repeated.Contains(s.ContextHash) ? s with { ContextHash = null } : s);
    }

    private static Dictionary<int, Track> Standing(IReadOnlyList<Track> tracks, string target) =>
        tracks.Where(t => t.IsIn(target)).ToDictionary(t => t.StayIn(target)!.Value.Line);

    private IReadOnlyList<Track> StepAt(Moment at) => IndexAfter(at, orAt: false) is > 0 and var index ? steps![index - 1].Tracks : [];

    /// <summary>Index of the first step after a moment, or at it.</summary>
    private int IndexAfter(Moment moment, bool orAt)
    {
        int low = 0, high = steps!.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = steps[middle].At.CompareTo(moment);
            if (order < 0 || (order == 0 && !orAt))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private static bool Same(IReadOnlyList<Track> a, IReadOnlyList<Track> b) =>
        ReferenceEquals(a, b) || (a.Count == b.Count && a.Zip(b).All(pair => pair.First.SameAs(pair.Second)));
}
