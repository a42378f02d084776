using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Grouping;
using MetricsPlatform.Correlation.Domain.Timeline;

namespace MetricsPlatform.Correlation.Domain.Tracks;

/// <summary>
/// Follows results whose lines move through the scans of a tool, in the order of event time. What a scan is seen to list follows from all
/// scans that count, so a late or withdrawn scan may change how others are seen.
/// </summary>
public sealed class Tracker(ResultRegistry registry, IReadOnlyList<ScopeTimeline> scopes)
{
    /// <summary>Sees a scan that now stands in its scope's timeline; returns other scans that are seen otherwise for it.</summary>
    public IReadOnlyCollection<Reread> Include(ScopeTimeline scope, Scan scan)
    {
        var files = registry.FilesWithLines(scope.Tool);
        var (instant, before) = scope.InstantOf(scan);
        if (files.Count == 0)
        {
            scan.Seen = scan.Listing;
        }
        else if (instant.Scans.Count == 1 && before is { Closes: true } && before.Listing.Equals(scan.Listing))
        {
            scan.Seen = before.Seen;
        }
        else
        {
            var reread = Walk(scope, new Moment(instant.At, Retirement: false, scope.Target), Changed(instant, before, files), scan);
            scan.Seen = See(scan, scope);
            instant.SumSeen();
            return reread;
        }
        instant.SumSeen();
        return [];
    }

    /// <summary>Something else changed at an instant of a scope: a scan was taken out, or the scope retired. Returns scans that are seen otherwise for it.</summary>
    public IReadOnlyCollection<Reread> Change(ScopeTimeline scope, DateTimeOffset at, bool retirement) =>
        Walk(scope, new Moment(at, retirement, scope.Target), registry.FilesWithLines(scope.Tool), except: null);

    /// <summary>The rules in files of which the instant lists other lines than stood there before it.</summary>
    private IEnumerable<RuleInFile> Changed(Instant instant, Instant? before, IReadOnlyCollection<RuleInFile> files)
    {
        if (instant.Scans.Count > 1 || before is { Retirement: false, Closes: false })
        {
            return files;
        }
        var stood = before is null or { Retirement: true } ? NumberSet.Empty : before.Listing;
        var changed = new HashSet<RuleInFile>();
        foreach (var number in instant.Listing.Except(stood).Union(stood.Except(instant.Listing)))
        {
            if (registry[number].File is { HasSeveralLines: true } file)
            {
                changed.Add(file);
            }
        }
        return changed;
    }

    private Dictionary<Scan, Reread>.ValueCollection Walk(ScopeTimeline scope, Moment from, IEnumerable<RuleInFile> files, Scan? except)
    {
        var rereads = new Dictionary<Scan, Reread>();
        List<(Moment, Instant)>? all = null, later = null;
        foreach (var file in files)
        {
            var instants = file.IsWalked ? later ??= InstantsFrom(scope.Tool, from) : all ??= InstantsFrom(scope.Tool, Moment.Beginning);
            file.Walk(from, instants, (instant, result, stood, stands) =>
            {
                var (old, now) = (stood is null ? result.Number : registry.NumberOn(stood, result), registry.NumberOn(stands, result));
                foreach (var scan in old == now ? [] : instant.Scans.Where(s => s != except && s.Listing.Contains(result.Number)))
                {
                    if (!rereads.TryGetValue(scan, out var reread))
                    {
                        rereads.Add(scan, reread = new Reread(scan, instant));
                    }
                    reread.Gone.Add(old);
                    reread.Come.Add(now);
                }
            });
        }
        return rereads.Values;
    }

    private NumberSet See(Scan scan, ScopeTimeline scope)
    {
        var (gone, come) = (new List<int>(), new List<int>());
        foreach (var file in registry.FilesWithMoves(scope.Tool))
        {
            var standing = file.Standing(new Moment(scan.Fact.At, Retirement: false, scope.Target));
            foreach (var result in file.In(scan.Listing))
            {
                var number = registry.NumberOn(standing[result.Data.Line!.Value], result);
                if (number != result.Number)
                {
                    gone.Add(result.Number);
                    come.Add(number);
                }
            }
        }
        return scan.Listing.Except(NumberSet.Of(gone)).Union(NumberSet.Of(come));
    }

    private List<(Moment, Instant)> InstantsFrom(string tool, Moment from)
    {
        var instants = new List<(Moment At, Instant)>();
        foreach (var scope in scopes.Where(s => s.Tool == tool))
        {
            instants.AddRange(scope.InstantsFrom(from.At).Select(i => (At: new Moment(i.At, i.Retirement, scope.Target), i)).Where(i => i.At.CompareTo(from) >= 0));
        }
        instants.Sort((a, b) => a.At.CompareTo(b.At));
        return instants;
    }
}

/// <summary>A scan whose results are taken for others than before.</summary>
public sealed record Reread(Scan Scan, Instant Instant)
{
    public List<int> Gone { get; } = [];
    public List<int> Come { get; } = [];

    /// <summary>From here on it is seen so.</summary>
    public void Apply()
    {
        Scan.Seen = Scan.Seen.Except(NumberSet.Of(Gone)).Union(NumberSet.Of(Come));
        Instant.SumSeen();
    }
}
