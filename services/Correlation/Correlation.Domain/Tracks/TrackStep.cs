namespace MetricsPlatform.Correlation.Domain.Tracks;

/// <summary>What one instant of one target makes of the tracks of a rule in a file. Every line that is listed there gets a track of its own.</summary>
public sealed class TrackStep
{
    private readonly List<Track> tracks;
    private readonly Moment moment;
    private readonly SortedDictionary<int, string?> left = [];
    private readonly HashSet<int> placed = [];

    private TrackStep(IReadOnlyList<Track> before, Moment moment, IEnumerable<Sighting> listed)
    {
        (tracks, this.moment) = ([.. before], moment);
        foreach (var seen in listed)
        {
            left.Add(seen.Line, seen.ContextHash);
        }
    }

    /// <summary>The tracks after the instant, in the order in which they began.</summary>
    /// <param name="listed">Each line once.</param>
    /// <param name="closes">What is not listed is gone. Only then can something have moved: what a partial scan does not list may still be there.</param>
    public static IReadOnlyList<Track> After(IReadOnlyList<Track> before, Moment moment, IEnumerable<Sighting> listed, bool closes)
    {
        var step = new TrackStep(before, moment, listed);
        if (moment.Retirement || closes)
        {
            step.Follow();
        }
        else
        {
            step.Stand();
        }
        step.Resume(closes);
        step.Begin();
        return step.tracks;
    }

    /// <summary>What is there moves with its code, or else as its lines tell; the rest of it is gone.</summary>
    private void Follow()
    {
        var byContext = left.Where(seen => seen.Value is not null).ToDictionary(seen => seen.Value!, seen => seen.Key);
        foreach (var index in Present())
        {
            if (StayOf(index).ContextHash is { } hash && byContext.Remove(hash, out var line))
            {
                Place(index, line);
            }
        }
        var present = Present().ToDictionary(index => StayOf(index).Line);
        foreach (var (before, after) in LinePairs.Of([.. present.Keys.Order()], left.Keys))
        {
            Place(present[before], after);
        }
        foreach (var index in Present())
        {
            tracks[index] = tracks[index].With(StayOf(index) with { IsPresent = false });
        }
    }

    /// <summary>What is there stays where it is.</summary>
    private void Stand()
    {
        foreach (var index in Present())
        {
            if (left.ContainsKey(StayOf(index).Line))
            {
                Place(index, StayOf(index).Line);
            }
        }
    }

    /// <summary>What comes back: a track that stands for nothing else here, told by its code or else by the line where it was.</summary>
    private void Resume(bool closes)
    {
        if (left.Count == 0)
        {
            return;
        }
        var free = Enumerable.Range(0, tracks.Count).Where(i => !placed.Contains(i) && (closes || !tracks[i].IsIn(moment.Target)))
            .SelectMany(i => tracks[i].Stays, (index, stay) => (Index: index, Stay: stay)).ToList();
        var byContext = free.Where(f => f.Stay.ContextHash is not null).ToLookup(f => f.Stay.ContextHash!, f => f.Index);
        var byLine = free.ToLookup(f => f.Stay.Line);
        foreach (var (line, hash) in left.ToList())
        {
            List<int> same = hash is null ? [] : [.. byContext[hash].Distinct().Where(i => !placed.Contains(i))];
            if (same.Count != 1)
            {
                same = [.. byLine[line].Where(f => !placed.Contains(f.Index)).OrderByDescending(f => Certainty(f.Stay))
                    .ThenByDescending(f => f.Stay.Since).ThenByDescending(f => f.Index).Select(f => f.Index)];
            }
            if (same.Count > 0)
            {
                Place(same[0], line);
            }
        }
    }

    private void Begin()
    {
        if (left.Count == 0)
        {
            return;
        }
        var begun = tracks.CountBy(t => t.Line).ToDictionary();
        foreach (var (line, hash) in left)
        {
            tracks.Add(new Track(line, 1 + begun.GetValueOrDefault(line), [new Stay(moment.Target, line, hash, moment.At, IsPresent: true)]));
        }
    }

    private void Place(int index, int line)
    {
        placed.Add(index);
        left.Remove(line, out var hash);
        var since = tracks[index].StayIn(moment.Target) is { IsPresent: true } stay && stay.Line == line ? stay.Since : moment.At;
        tracks[index] = tracks[index].With(new Stay(moment.Target, line, hash, since, IsPresent: true));
    }

    /// <summary>It was there in this target; it is there in another one; it was there in another one.</summary>
    private int Certainty(Stay stay) => stay.Target == moment.Target ? 3 : stay.IsPresent ? 2 : 1;

    private List<int> Present() => [.. Enumerable.Range(0, tracks.Count).Where(i => !placed.Contains(i) && tracks[i].IsIn(moment.Target))];

    private Stay StayOf(int index) => tracks[index].StayIn(moment.Target)!.Value;
}
