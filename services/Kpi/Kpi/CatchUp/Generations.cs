using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>The generation that serves, and at times the one that is being filled to take its place. Both hear everything.</summary>
public sealed class Generations(KpiStates shown, StateStore store, CorrelationRequests requests, MessageSender sender, KpiOptions options)
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Generation serving = null!;
    private volatile Generation? filling;

    /// <summary>Which tables the serving generation is of.</summary>
    public Guid Serving { get; private set; }

    /// <summary>What was persisted begins to serve.</summary>
    public void Start(ServiceMap states, Guid generation)
    {
        serving = Of(states, store);
        Serving = generation;
        shown.Serve(states);
        started.SetResult();
    }

    /// <summary>A part of a service's states has come; before <see cref="Start"/> it waits.</summary>
    public async Task Accept(ServiceRevised part, CancellationToken ct)
    {
        await started.Task.WaitAsync(ct);
        requests.Heard(part);
        var next = filling;   // before the serving one: should it take place meanwhile, it still hears this
        var current = serving;
        await current.Intake.Accept(part, ct);
        await current.Missing.AskOn(ct);
        if (next is not null)
        {
            await Try(next, async () =>
            {
                await next.Intake.Accept(part, ct);
                await next.Missing.AskOn(ct);
            });
        }
    }

    /// <summary>Correlation has told which services there are; before <see cref="Start"/> it waits.</summary>
    public async Task Listed(IReadOnlyList<ServiceRevision> services, CancellationToken ct)
    {
        await started.Task.WaitAsync(ct);
        var next = filling;
        await serving.Missing.Listed(services, ct);
        if (next is not null)
        {
            await Try(next, () => next.Missing.Listed(services, ct));
        }
    }

    /// <summary>A generation that hears everything from now on, until it serves or <see cref="Drop"/>.</summary>
    public Generation Fill(ServiceMap states, StateStore persistIn) => filling = Of(states, persistIn);

    /// <summary>The generation that is being filled is not wanted any more.</summary>
    public void Drop()
    {
        filling?.Dispose();
        filling = null;
    }

    /// <summary>The generation that is being filled takes the place of the serving one, with nothing taken in between, unless it knows less.</summary>
    /// <param name="known">Services with revisions that it need not know.</param>
    /// <param name="takePlace">Lets its tables take the place of the serving ones. Gives the generation that they are.</param>
    /// <returns>Null when it has taken its place; else the services with revisions that the serving generation knows and the other does not.</returns>
    public Task<IReadOnlySet<ServiceRevision>?> Switch(IReadOnlySet<ServiceRevision> known, Func<CancellationToken, Task<Guid>> takePlace, CancellationToken ct)
    {
        var (old, next) = (serving, filling!);
        return old.Intake.WhilePaused(() => next.Intake.WhilePaused(async () =>
        {
            var unknown = old.States.All.Select(s => new ServiceRevision(s.Service, s.Applied))
                .Where(s => s.Revision > next.States.AppliedRevisionOf(s.Service)).ToHashSet();
            if (!unknown.IsSubsetOf(known))
            {
                return (IReadOnlySet<ServiceRevision>?)unknown;
            }
            Serving = await takePlace(ct);
            next.Intake.PersistIn(store);
            (serving, filling) = (next, null);
            shown.Serve(next.States);
            return null;
        }, ct), ct);
    }

    private Generation Of(ServiceMap states, StateStore persistIn) => new(states, persistIn, requests, Applied);

    private Task Applied(Generation generation, string service, long revision, CancellationToken ct)
    {
        if (generation != serving)
        {
            return Task.CompletedTask;
        }
        shown.Show();
        return sender.Publish(new RevisionApplied(service, revision, options.Instance), ct);
    }

    /// <summary>What serves goes on when the other one fails; an outage is waited for, as always.</summary>
    private static async Task Try(Generation next, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (error is not OperationCanceledException && !Outage.Is(error))
        {
            next.Fail(error);
        }
    }
}
