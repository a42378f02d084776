using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Bench.Kpi;

/// <summary>
/// A service as two years of scans leave it: half of the findings came with the first scan of a tool, the others with later ones; some
/// are open, fixed, back again; some are decided about or have tickets; a release a week. The same number gives the same service.
/// </summary>
internal sealed class MadeService(int number, int findings)
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private const int Days = 730;
    private static readonly string[] Tools = ["trivy", "codeql", "gitleaks", "zap"];
    private readonly Random random = new(number);

    public string Name { get; } = $"service-{number:0000}";

    public int Findings => findings;

    /// <summary>Everything in parts of the size that Correlation sends.</summary>
    public IEnumerable<ServiceRevised> Parts(long since, long revision)
    {
        const int size = 500;
        var parts = Math.Max(1, (findings + size - 1) / size);
        var (releases, scans) = (Releases(), Scans());
        for (var part = 0; part < parts; part++)
        {
            var count = Math.Min(size, findings - (part * size));
            yield return new ServiceRevised(
                Name, since, revision, part, parts, [.. Enumerable.Range(0, count).Select(_ => Finding(scans))], [],
                part == 0 ? releases : [], part == 0 ? Scopes() : [], [], part == 0 ? Rescans() : []);
        }
    }

    private List<ReleaseState> Releases() => [.. Enumerable.Range(0, Days / 7).Select(week => new ReleaseState($"1.{week}.0",
    [
        Deployed(week, "staging", DeploymentOutcome.Succeeded, 0),
        Deployed(week, "production", week % 20 == 19 ? DeploymentOutcome.Failed : DeploymentOutcome.Succeeded, 1),
    ]))];

    private Deployment Deployed(int week, string environment, DeploymentOutcome outcome, int daysLater) => new(
        Day((week * 7) + daysLater + 0.4), environment, outcome, Commit(week), [$"SHOP-{week}", $"SHOP-{week / 2}"], null, "/cd", $"{Name}-{week}-{environment}");

    private string Commit(int week) => $"{number:x8}{week:x32}";

    private static List<ScopeState> Scopes() =>
        [.. Tools.Select((tool, i) => new ScopeState(tool, "", [(FindingKind)i], [ScanKinds.Of((FindingKind)i, null)], []))];

    /// <summary>Every night each tool once.</summary>
    private List<ScanState> Rescans() => [.. Enumerable.Range(0, Days * Tools.Length).Select(i =>
        new ScanState(i, Tools[i % Tools.Length], "", Day((i / Tools.Length) + 0.1), Closes: random.Next(20) > 0, null, Commit(i / Tools.Length / 7), Counts: true))];

    /// <summary>Scans that list something for the first time: one in five findings has one of its own.</summary>
    private List<FirstSighting> Scans() => [.. Enumerable.Range(0, 4 + (findings / 5)).Select(i =>
    {
        var day = i < Tools.Length ? i : random.NextDouble() * Days;
        var week = (int)day / 7;
        return new FirstSighting(
            Day(day), Severity.Info, random.Next(10) switch { 0 => Stage.Production, 1 => Stage.Staging, _ => Stage.Build },
            random.Next(3) == 0 ? $"1.{week}.0" : null, random.Next(3) > 0 ? Commit(week) : null, Tools[i % Tools.Length], "", $"/ci/{Tools[i % Tools.Length]}",
            new Guid(number, (short)i, (short)(i >> 16), new byte[8]).ToString());
    })];

    private FindingState Finding(List<FirstSighting> scans)
    {
        var scan = random.Next(2) == 0 ? scans[random.Next(Tools.Length)] : scans[random.Next(scans.Count)];
        var severity = Severe();
        var steps = Timeline(scan.At, severity);
        var id = UInt128.CreateTruncating(random.NextInt64()) << 64 | (ulong)random.NextInt64();
        return new FindingState(
            id.ToString("x32", CultureInfo.InvariantCulture), (FindingKind)random.Next(6), scan with { Severity = severity }, steps,
            random.Next(20) == 0 ? Decisions(scan.At) : [], random.Next(12) == 0 ? Tickets(scan.At) : [], Detail(scan, steps));
    }

    private Severity Severe() => random.Next(100) switch { < 8 => Severity.Critical, < 30 => Severity.High, < 70 => Severity.Medium, < 95 => Severity.Low, _ => Severity.Info };

    /// <summary>One to four steps: seen, fixed or judged anew, back, fixed again.</summary>
    private List<TimelineStep> Timeline(DateTimeOffset first, Severity severity)
    {
        List<TimelineStep> steps = [new(first, severity)];
        var count = random.Next(100) switch { < 45 => 1, < 80 => 2, < 92 => 3, _ => 4 };
        for (var at = first; steps.Count < count;)
        {
            at += TimeSpan.FromTicks((long)(random.NextDouble() * random.NextDouble() * 120 * TimeSpan.TicksPerDay));
            if (at > Now)
            {
                break;
            }
            steps.Add(steps[^1].Severity is null ? new(at, severity) : random.Next(8) == 0 ? new(at, Severe()) : new(at, null, random.Next(50) == 0));
        }
        return steps;
    }

    private List<Decision> Decisions(DateTimeOffset first)
    {
        var kind = (TriageDecision)random.Next(3);
        DateTimeOffset? until = kind == TriageDecision.RiskAccepted && random.Next(2) == 0 ? first.AddDays(random.Next(10, 400)) : null;
        return [new(first.AddDays(random.NextDouble() * 60), kind, until, "ann", "Not reachable from outside.", "/triage", $"{random.Next()}")];
    }

    private List<TicketChange> Tickets(DateTimeOffset first)
    {
        var key = $"SEC-{random.Next(100_000)}";
        var opened = new TicketChange(first.AddDays(random.NextDouble() * 20), "jira", key, TicketStatus.Open, $"https://tracker.example/{key}", "bob", "/jira", $"{key}-1");
        return random.Next(2) == 0 ? [opened] : [opened, opened with { At = opened.At.AddDays(random.NextDouble() * 40), Status = TicketStatus.Closed, Id = $"{key}-2" }];
    }

    private FindingDetail Detail(FirstSighting scan, List<TimelineStep> steps)
    {
        var rule = $"CVE-{random.Next(2018, 2027)}-{random.Next(1000, 60_000)}";
        return new FindingDetail(
            "Improper neutralisation of input in a request handler", "A crafted request lets an attacker read what it should not.", "Update to a fixed version.",
            [rule], [79], 7.5, [$"pkg:npm/package-{random.Next(5000)}@1.{random.Next(20)}.{random.Next(20)}"], [$"2.{random.Next(20)}.0"],
            [$"services/web/src/module-{random.Next(200)}/handler.js:{random.Next(900)}"], [new ScopeSightings(scan.Tool, "", [rule], steps)], []);
    }

    private static DateTimeOffset Day(double day) => Now.AddDays(day - Days).AddTicks(1234567);
}
