using System.Text.Json;
using System.Text.Json.Nodes;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>Who scans what, and when. Each scan lists what stands at its time.</summary>
internal static class DemoScans
{
    /// <summary>A week's scans that come as native events.</summary>
    public static IEnumerable<DemoEvent> Events(DemoService service, int week, IReadOnlyList<Weakness> weaknesses)
    {
        for (var day = 0; day < 7; day++)
        {
            if (!service.Nightly && ((week * 7) + day) % 2 != 0)
            {
                continue;
            }

            foreach (var target in service.Targets)
            {
                yield return Trivy(service, target, DemoCalendar.At(week, day, 2, Minute(service, target)), weaknesses);
            }
        }

        var night = DemoCalendar.At(week, 0, 21, Minute(service, "code"));
        var second = service.Ecosystem == "pypi" ? "bandit" : "codeql";
        yield return Scan(service, second, "", night, "build", week, withVersion: false,
            Standing<FlawedLine>(weaknesses, night).Where(f => f.Known.Second is not null).Select(f => Code(f, week, fingerprint: second == "codeql")));

        var review = DemoCalendar.At(week, 2, 18, Minute(service, "checkov"));
        yield return Scan(service, "checkov", "", review, "build", DemoCalendar.ReleaseInTheMaking(service, review), withVersion: false,
            Standing<Misconfiguration>(weaknesses, review).Select(Configuration));

        if (service.Host is not null)
        {
            var crawl = DemoCalendar.At(week, 5, 3, Minute(service, "zap"));
            yield return Scan(service, "zap", "", crawl, "production", null, withVersion: false, Standing<ExposedPage>(weaknesses, crawl).Select(Page));
        }

        var sweep = DemoCalendar.At(week, 6, 6, Minute(service, "grype"));
        yield return Scan(service, "grype", "", sweep, "production", DemoReleases.LiveWeek(service, sweep), withVersion: true,
            Standing<VulnerablePackage>(weaknesses, sweep).Where(p => p.Targets.Any(service.Targets.Contains)).Select(p => p.ByGhsa()));
    }

    /// <summary>A week's scans that come as SARIF.</summary>
    public static IEnumerable<DemoReport> Reports(DemoService service, int week, IReadOnlyList<Weakness> weaknesses)
    {
        var at = DemoCalendar.At(week, 0, 20, Minute(service, "code"));
        var secrets = KnownRules.Secrets.Select(s => s.Id).ToHashSet();
        var flaws = Standing<FlawedLine>(weaknesses, at).ToLookup(f => secrets.Contains(f.Rule));
        yield return Report("semgrep", "code", [.. flaws[false]]);
        yield return Report("gitleaks", "secret", [.. flaws[true]]);

        DemoReport Report(string tool, string category, IReadOnlyList<FlawedLine> listed) => new(
            at, $"demo-{tool}-{service.Name}-{DemoEvent.Stamp(at)}", service.Name, tool, DemoCalendar.Commit(service, week),
            SarifReport.Of(tool, category, service, week, at, listed));
    }

    /// <summary>An image scan of the version in the making. Now and then the vulnerability database cannot be reached, and it fails.</summary>
    public static DemoEvent Trivy(DemoService service, string target, DateTimeOffset at, IReadOnlyList<Weakness> weaknesses)
    {
        var failed = new SeededNumbers($"{service.Name} {target} {DemoEvent.Stamp(at)}").Chance(0.015);
        var listed = failed ? [] : Standing<VulnerablePackage>(weaknesses, at).Where(p => p.Targets.Contains(target)).Select(p => p.ByCve());
        var scan = Scan(service, "trivy", target, at, "build", DemoCalendar.ReleaseInTheMaking(service, at), withVersion: true, listed);
        scan.Data["successful"] = !failed;
        return scan;
    }

    /// <param name="week">Week of the version that was scanned; null when the scan does not tell.</param>
    public static DemoEvent Scan(
        DemoService service, string tool, string target, DateTimeOffset at, string stage, int? week, bool withVersion, IEnumerable<JsonObject> results)
    {
        var data = new JsonObject { ["tool"] = tool, ["target"] = target, ["stage"] = stage, ["branch"] = "main" };
        if (week is { } known)
        {
            data["commit"] = DemoCalendar.Commit(service, known);
        }

        if (week is { } released && withVersion)
        {
            data["version"] = DemoCalendar.Version(released);
        }

        data["results"] = new JsonArray([.. results]);
        return new DemoEvent(at, "scan.completed", $"/harbour-street/{tool}", $"{service.Name}/{target}/{DemoEvent.Stamp(at)}", service.Name, data);
    }

    public static JsonObject Code(FlawedLine flaw, int week, bool fingerprint)
    {
        var result = new JsonObject
        {
            ["kind"] = "code",
            ["rule"] = flaw.Known.Second,
            ["severity"] = Word(flaw.Severity),
            ["title"] = flaw.Known.Title,
            ["cwe"] = new JsonArray(flaw.Known.Cwe),
            ["path"] = flaw.Path,
            ["line"] = flaw.LineIn(week),
        };
        if (fingerprint)
        {
            result["fingerprint"] = $"{flaw.Fingerprint[..16]}:1";
        }

        return result;
    }

    private static JsonObject Configuration(Misconfiguration wrong) => new()
    {
        ["kind"] = "configuration",
        ["rule"] = wrong.Rule,
        ["severity"] = Word(wrong.Severity),
        ["title"] = wrong.Known.Title,
        ["path"] = Misconfiguration.Path,
        ["resource"] = $"Deployment.shop.{wrong.Service.Name}",
    };

    private static JsonObject Page(ExposedPage exposed) => new()
    {
        ["kind"] = "dynamic",
        ["rule"] = exposed.Rule,
        ["severity"] = Word(exposed.Severity),
        ["title"] = exposed.Known.Title,
        ["cwe"] = new JsonArray(exposed.Known.Cwe),
        ["url"] = exposed.Service.Host + exposed.Page,
        ["method"] = "GET",
    };

    private static string Word(Contracts.Severity severity) => JsonNamingPolicy.SnakeCaseLower.ConvertName(severity.ToString());

    /// <summary>What stands at an instant, each weakness once.</summary>
    private static IEnumerable<T> Standing<T>(IReadOnlyList<Weakness> weaknesses, DateTimeOffset at)
        where T : Weakness => weaknesses.OfType<T>().Where(w => w.StandsAt(at)).DistinctBy(w => w.Key);

    /// <summary>Each pipeline starts at a minute of its own.</summary>
    private static int Minute(DemoService service, string pipeline) => (int)(SeededNumbers.Hash($"{service.Name} {pipeline}") % 60);
}
