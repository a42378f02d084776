using System.Text.Json;
using MetricsPlatform.Contracts;
using MetricsPlatform.Correlation.Domain;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.States;
using static MetricsPlatform.Tests.Unit.Correlation.Told;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>docs/audit.md: a person's name is taken out of the histories of findings.</summary>
public sealed class NameTests
{
    private readonly ServiceHistory history = new(Shop);
    private readonly List<ServiceFact> stored = [];

    public NameTests()
    {
        foreach (var e in (Contracts.Ingestion.NativeEvent[])
                 [
                     Scan(1, [Cve(), Cve("CVE-2026-2")], id: "scan"), Triaged(2, TriageDecision.RiskAccepted, "CVE-2026-1", id: "d-1") with { By = "alice" },
                     Triaged(3, TriageDecision.Reinstated, "CVE-2026-1", id: "d-2") with { By = "bob" },
                     Ticket(4, TicketStatus.Open, ["CVE-2026-1"], id: "t-1") with { Assignee = "alice" }, Ticket(5, TicketStatus.Closed, ["CVE-2026-1"], id: "t-2") with { Assignee = "bob" },
                 ])
        {
            stored.AddRange(Recorder.Record(history, e, ["main"]));
        }
    }

    [Fact]
    public void Only_who_is_named_changes_and_only_where_it_stands()
    {
        var before = States(history);

        var revision = Assert.IsType<RevisionMade>(Recorder.Replace(history, "alice", "p-1")[^1]);

        Assert.Equal(before.Replace("alice", "p-1", StringComparison.Ordinal), States(history));
        Assert.Equal((0, 0, 0), (revision.New, revision.Reopened, revision.Cleared));
        Assert.Equal(["CVE-2026-1"], ServiceStates.Since(history, revision.Revision - 1).Single().Findings.Select(f => f.Detail.Rules[0]));
    }

    [Fact]
    public void The_history_is_the_one_that_is_read_back_from_what_is_stored_then()
    {
        stored.AddRange(Recorder.Replace(history, "alice", "p-1"));

        var readBack = new ServiceHistory(Shop);
        foreach (var fact in stored)
        {
            readBack.Apply(fact switch
            {
                FindingTriaged { By: "alice" } decision => decision with { By = "p-1" },
                TicketChanged { Assignee: "alice" } change => change with { Assignee = "p-1" },
                _ => fact,
            });
        }

        Assert.Equal(States(history), States(readBack));
    }

    private static string States(ServiceHistory history) => JsonSerializer.Serialize(ServiceStates.Since(history, 0).Single().Findings);
}
