using Marten;
using MetricsPlatform.Contracts;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Store;

namespace MetricsPlatform.Tests.Integration.Correlation;

/// <summary>A stored fact is for ever: its name and its shape are pinned here, field by field.</summary>
public sealed class StoredFactsTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly NumberSet Numbers = NumberSet.Of([0, 1, 2, 5]);

    private static readonly StoreOptions Store = Configured();

    public static TheoryData<ServiceFact, string, string> Facts => new()
    {
        {
            new ResultsDescribed(7, [new DescribedResult(FindingKind.Dependency, "trivy", ["CVE-1", "GHSA-1"], Severity.High)
            {
                Mentions = ["DSA-1"], Cvss = 7.5, Title = "t", Description = "d", Help = "h", Cwe = [79], Package = "pkg:npm/a@1", FixedIn = "2", Path = "p",
                Line = 3, Resource = "r", Url = "u", Method = "GET", Parameter = "q", Fingerprint = "f", AlsoAt = ["p:4"],
            }]),
            "results_described",
            """{"first":7,"results":[{"kind":"dependency","tool":"trivy","ids":["CVE-1","GHSA-1"],"severity":"high","mentions":["DSA-1"],"cvss":7.5,"title":"t","description":"d","help":"h","cwe":[79],"package":"pkg:npm/a@1","fixedIn":"2","path":"p","line":3,"resource":"r","url":"u","method":"GET","parameter":"q","fingerprint":"f","alsoAt":["p:4"]}]}"""
        },
        {
            new ResultsDescribed(0, [new DescribedResult(FindingKind.Manual, "pentest", ["PT-1"], Severity.Info)]), "results_described",
            """{"first":0,"results":[{"kind":"manual","tool":"pentest","ids":["PT-1"],"severity":"info"}]}"""
        },
        {
            new ResultsDescribed(8, [new DescribedResult(FindingKind.Code, "semgrep", ["sqli"], Severity.High) { Path = "p", Line = 3, ContextHash = "9f86" }]), "results_described",
            """{"first":8,"results":[{"kind":"code","tool":"semgrep","ids":["sqli"],"severity":"high","path":"p","line":3,"contextHash":"9f86"}]}"""
        },
        { new ScanPartHeard("/ci", "s1", 1, 3, 4, Numbers), "scan_part_heard", """{"source":"/ci","id":"s1","part":1,"parts":3,"reported":4,"results":"0-2 5"}""" },
        {
            new ScanReported("/ci", "s1", At, "trivy", "image", Stage.Production, "1.0", "c1", "main", true, false, 4, 9, Numbers, NumberSet.Empty), "scan_reported",
            """{"source":"/ci","id":"s1","at":"2026-01-02T03:04:05+00:00","tool":"trivy","target":"image","stage":"production","version":"1.0","commit":"c1","branch":"main","complete":true,"successful":false,"reported":4,"base":9,"added":"0-2 5","removed":""}"""
        },
        { new ScanWithdrawn("/ci", "w1", At, "/ci", "s1", "wrong image", "ann"), "scan_withdrawn", """{"source":"/ci","id":"w1","at":"2026-01-02T03:04:05+00:00","scanSource":"/ci","scanId":"s1","reason":"wrong image","by":"ann"}""" },
        { new MainBranchesNamed(["main"]), "main_branches_named", """{"branches":["main"]}""" },
        { new ScopeRetired("/ci", "r1", At, "trivy", ""), "scope_retired", """{"source":"/ci","id":"r1","at":"2026-01-02T03:04:05+00:00","tool":"trivy","target":""}""" },
        { new ServiceRetired("/ci", "r2", At), "service_retired", """{"source":"/ci","id":"r2","at":"2026-01-02T03:04:05+00:00"}""" },
        {
            new ReleaseDeployed("/cd", "d1", At, "1.0", "c1", "production", DeploymentOutcome.RolledBack, ["F-1"], "https://cd/1"), "release_deployed",
            """{"source":"/cd","id":"d1","at":"2026-01-02T03:04:05+00:00","version":"1.0","commit":"c1","environment":"production","outcome":"rolled_back","features":["F-1"],"url":"https://cd/1"}"""
        },
        {
            new FindingTriaged("/t", "t1", At, "CVE-1", "pkg:npm/a", "p", TriageDecision.RiskAccepted, At.AddDays(1), "ann", "why"), "finding_triaged",
            """{"source":"/t","id":"t1","at":"2026-01-02T03:04:05+00:00","rule":"CVE-1","package":"pkg:npm/a","path":"p","decision":"risk_accepted","until":"2026-01-03T03:04:05+00:00","by":"ann","justification":"why"}"""
        },
        {
            new TicketChanged("/j", "j1", At, "jira", "SEC-1", TicketStatus.InProgress, "https://j/1", "bob", ["CVE-1"]), "ticket_changed",
            """{"source":"/j","id":"j1","at":"2026-01-02T03:04:05+00:00","tracker":"jira","key":"SEC-1","status":"in_progress","url":"https://j/1","assignee":"bob","rules":["CVE-1"]}"""
        },
        {
            new IncidentChanged("/i", "i1", At, "INC-1", IncidentStatus.Resolved, "production", "1.0", "high", "https://i/1", ["F-1"]), "incident_changed",
            """{"source":"/i","id":"i1","at":"2026-01-02T03:04:05+00:00","key":"INC-1","status":"resolved","environment":"production","version":"1.0","severity":"high","url":"https://i/1","features":["F-1"]}"""
        },
        { new NameReplaced("p-1", [new("/t", "t1"), new("/j", "j1")]), "name_replaced", """{"pseudonym":"p-1","events":[{"source":"/t","id":"t1"},{"source":"/j","id":"j1"}]}""" },
        { new RenamedTo("store"), "renamed_to", """{"service":"store"}""" },
        { new RenamedFrom("shop", 7), "renamed_from", """{"service":"shop","revision":7}""" },
        {
            new RevisionMade(3, "/ci", "s1", Guid.Empty, 2, At, Numbers, 10, 4, 3, 2, 1), "revision_made",
            """{"revision":3,"source":"/ci","id":"s1","submission":"00000000-0000-0000-0000-000000000000","item":2,"acceptedAt":"2026-01-02T03:04:05+00:00","touched":"0-2 5","results":10,"new":4,"reopened":3,"cleared":2,"unchanged":1}"""
        },
        {
            new RevisionMade(3, null, null, null, 0, null, Numbers, 10, 1, 0, 2, 1, [new(Severity.High, 1, 0, 2)], [new("f1", true, Severity.High)]), "revision_made",
            """{"revision":3,"item":0,"touched":"0-2 5","results":10,"new":1,"reopened":0,"cleared":2,"unchanged":1,"severities":[{"severity":"high","new":1,"reopened":0,"cleared":2}],"risen":[{"finding":"f1","reopened":true,"severity":"high"}]}"""
        },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_stored_fact_keeps_its_name_and_shape(ServiceFact fact, string name, string json)
    {
        Assert.Equal(name, EventStore.Names[fact.GetType()]);
        Assert.Equal(json, Store.Serializer().ToJson(fact));
    }

    /// <summary>As an older version stored it, or the newer one beside it.</summary>
    [Theory]
    [MemberData(nameof(Facts))]
    public void A_stored_fact_is_read_as_it_was(ServiceFact fact, string name, string json)
    {
        var type = EventStore.Names.Single(known => known.Value == name).Key;
        using var stored = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json.Insert(1, "\"ofALaterVersion\":[1],")));
        var read = Store.Serializer().FromJson(type, stored);
        Assert.Equal((fact.GetType(), json), (read.GetType(), Store.Serializer().ToJson(read)));
    }

    [Fact]
    public void Every_fact_has_a_name_of_its_own_and_a_pinned_shape()
    {
        var facts = typeof(ServiceFact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ServiceFact))).ToHashSet();

        Assert.Equal(facts, EventStore.Names.Keys.ToHashSet());
        Assert.Equal(facts.Count, EventStore.Names.Values.Distinct().Count());
        Assert.Equal(facts, Facts.Select(row => ((object?[])row)[0]!.GetType()).ToHashSet());
    }

    private static StoreOptions Configured()
    {
        var options = new StoreOptions();
        EventStore.Configure(options);
        return options;
    }
}
