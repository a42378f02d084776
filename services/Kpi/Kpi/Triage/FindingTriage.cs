using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MetricsPlatform.Kpi.Triage;

/// <summary>Takes a decision about a finding to where all facts go: Ingestion's inbox. Kpi writes nothing itself.</summary>
public sealed class FindingTriage(TriageDesk desk, KpiStates states, StateStore store, TimeProvider clock)
{
    private static readonly TimeSpan ShownWithin = TimeSpan.FromSeconds(3);

    /// <summary>The submission that the decision is in, or what is answered instead.</summary>
    public async Task<(Guid? Submission, IResult? Refusal)> Decide(string id, TriageRequest request, Caller caller, CancellationToken ct)
    {
        if (!FindingId.TryParse(id, out var number) || states.FindFinding(number) is not ({ } service, { Facts: { } facts }) || !caller.Has(service.Service))
        {
            return (null, TypedResults.Problem($"No finding has the id '{id}'.", statusCode: StatusCodes.Status404NotFound));
        }
        var dossiers = await store.DossiersOf([number], ct);
        if (TriageMatch.Of(facts.Kind, dossiers.GetValueOrDefault(number)?.Detail) is not { } match)
        {
            return (null, OutageAnswers.Unavailable("The details of the finding are not known yet."));
        }
        var complaints = new List<string>();
        var eventId = Guid.NewGuid();
        if (request.ToEvent(eventId, service.Service, match, caller.Name, clock.GetUtcNow(), complaints) is not { } cloudEvent)
        {
            return (null, complaints.AsProblem());
        }
        var taken = await desk.Take(eventId, cloudEvent.ToJsonString(), caller.Name, ct);
        return taken.Refusal is { } refusal ? (null, Refused(refusal)) : (taken.Submission, null);
    }

    /// <summary>Waits a moment for the decision to show, for people who look at once. Whether it does is not said.</summary>
    public async Task Shown(string id, long since, CancellationToken ct)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (RevisionOf(id) != since)
            {
                changed.TrySetResult();
            }
        }
        states.Changed += Look;
        try
        {
            Look();
            await changed.Task.WaitAsync(ShownWithin, clock, ct);
        }
        catch (TimeoutException)
        {
            // It shows later.
        }
        finally
        {
            states.Changed -= Look;
        }
    }

    /// <summary>Of the finding's facts; 0 when there is no such finding.</summary>
    public long RevisionOf(string id) =>
        FindingId.TryParse(id, out var number) && states.FindFinding(number) is (_, { Facts: { } facts }) ? facts.Revision : 0;

    private static ProblemHttpResult Refused(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status400BadRequest);
}
