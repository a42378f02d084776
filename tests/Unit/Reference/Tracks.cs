using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>
/// docs/correlation.md, moved lines: which results without a fingerprint are one, told by walking all scans of a tool in their order, for
/// each rule in each file.
/// </summary>
public sealed class Tracks
{
    private readonly Dictionary<(ScanPart Scan, ScanResult Result), int> _numbers = [];
    private int _count;

    public Tracks(IReadOnlyList<NativeEvent> events, IReadOnlyList<ScanPart> scans)
    {
        var tracked = scans.SelectMany(scan => scan.Results.Where(result => IsTracked(scan, result)).Select(result => (scan.Scan.Tool, result.Kind, result.Rule, result.Path)));
        foreach (var (tool, kind, rule, path) in tracked.Distinct().ToList())
            Walk(events, [.. scans.Where(scan => scan.Scan.Tool == tool)], tool, result => (result.Kind, result.Rule, result.Path) == (kind, rule, path));
    }

    /// <summary>The number of the result's track; null for what does not rest on a line.</summary>
    public int? Of(ScanPart scan, ScanResult result) => _numbers.TryGetValue((scan, result), out var number) ? number : null;

    private static bool IsTracked(ScanPart scan, ScanResult result) =>
        result.Kind is FindingKind.Code or FindingKind.Secret && result.Line is not null && !IdentityKeys.HasUsableFingerprint(scan, result);

    private void Walk(IReadOnlyList<NativeEvent> events, IReadOnlyList<ScanPart> scans, string tool, Func<ScanResult, bool> isMeant)
    {
        var tracks = new List<Followed>();
        foreach (var at in events.Select(e => e.Header.Time).Distinct().Order())
        {
            foreach (var e in events.Where(e => e.Header.Time == at))
                if (e is ServiceRetired || (e is ScopeRetired scope && scope.Tool == tool))
                    foreach (var track in tracks)
                        track.Leave(e is ScopeRetired retired ? retired.Target : null);
            foreach (var target in scans.Where(scan => scan.Header.Time == at).GroupBy(scan => scan.Scan.Target).OrderBy(target => target.Key, StringComparer.Ordinal))
            {
                var listed = target.SelectMany(scan => scan.Results.Where(result => IsTracked(scan, result) && isMeant(result)).Select(result => (Scan: scan, Result: result))).ToList();
                var places = Place(tracks, at, target.Key, Seen([.. listed.Select(l => l.Result)]), target.Any(scan => scan.Scan.Complete && scan.Scan.Successful));
                foreach (var one in listed)
                    _numbers[one] = places[one.Result.Line!.Value].Number;
            }
        }
    }

    /// <summary>Lines with the code that stands at them, where it stands at no other.</summary>
    private static SortedDictionary<int, string?> Seen(IReadOnlyList<ScanResult> results)
    {
        var code = results.GroupBy(result => result.Line!.Value)
            .ToDictionary(line => line.Key, line => line.Select(result => result.ContextHash).Distinct().Count() == 1 ? line.First().ContextHash : null);
        return new(code.ToDictionary(line => line.Key, line => code.Values.Count(hash => hash == line.Value) == 1 ? line.Value : null));
    }

    /// <summary>Gives every line a track of its own.</summary>
    private Dictionary<int, Followed> Place(List<Followed> tracks, DateTimeOffset at, string target, SortedDictionary<int, string?> seen, bool closes)
    {
        var placed = new Dictionary<int, Followed>();
        void Put(int line, Followed track)
        {
            placed.Add(line, track);
            track.Come(target, line, seen[line], at);
        }

        List<Followed> Waiting() => [.. tracks.Where(track => !placed.ContainsValue(track) && track.LineIn(target) is not null)];
        List<int> Left() => [.. seen.Keys.Where(line => !placed.ContainsKey(line))];

        if (closes)
        {
            foreach (var track in Waiting())
                foreach (var line in Left().Where(line => seen[line] is { } code && code == track.CodeIn(target)))
                    Put(line, track);
            var lines = Waiting().ToDictionary(track => track.LineIn(target)!.Value);
            foreach (var (before, after) in MovedLines.Between([.. lines.Keys.Order()], Left()))
                Put(after, lines[before]);
            foreach (var track in Waiting())
                track.Leave(target);
        }
        else
        {
            foreach (var track in Waiting())
                foreach (var line in Left().Where(line => line == track.LineIn(target)))
                    Put(line, track);
        }

        foreach (var line in Left())
        {
            var free = tracks.Where(track => !placed.ContainsValue(track) && track.LineIn(target) is null).ToList();
            var byCode = free.Where(track => seen[line] is { } code && track.Knew(code)).ToList();
            if (byCode.Count == 1)
                Put(line, byCode[0]);
            else if (free.Where(track => track.Claim(target, line) is not null).MaxBy(track => track.Claim(target, line)) is { } back)
                Put(line, back);
        }

        foreach (var line in Left())
        {
            var begun = new Followed(_count++);
            tracks.Add(begun);
            Put(line, begun);
        }

        return placed;
    }

    /// <summary>One track and where each target has it or had it last.</summary>
    private sealed class Followed(int number)
    {
        private readonly Dictionary<string, (int Line, string? Code, DateTimeOffset Since, bool Here)> _stays = [];

        public int Number => number;

        public int? LineIn(string target) => _stays.TryGetValue(target, out var stay) && stay.Here ? stay.Line : null;

        public string? CodeIn(string target) => _stays[target].Code;

        public bool Knew(string code) => _stays.Values.Any(stay => stay.Code == code);

        /// <summary>How strong its claim to a line is: it was there in this target, is there in another, was there in another; then the latest, then the last begun.</summary>
        public (int, DateTimeOffset, int)? Claim(string target, int line) => _stays.Where(stay => stay.Value.Line == line)
            .Select(stay => ((int, DateTimeOffset, int)?)(stay.Key == target ? 3 : stay.Value.Here ? 2 : 1, stay.Value.Since, number)).Max();

        public void Come(string target, int line, string? code, DateTimeOffset at) =>
            _stays[target] = (line, code, LineIn(target) == line ? _stays[target].Since : at, true);

        public void Leave(string? target)
        {
            foreach (var one in _stays.Keys.Where(key => target is null || key == target).ToList())
                _stays[one] = _stays[one] with { Here = false };
        }
    }
}
