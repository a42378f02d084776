using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Hosting.Faults;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>Takes in what Correlation tells, in whatever order and however often: persists it, shows it, says so.</summary>
public sealed class RevisionIntake(StateLoader loaded, KpiStates states, StateStore store, CorrelationRequests requests, MessageSender sender, KpiOptions options) : IDisposable
{
    private readonly RevisionAssembly assembly = new();
    private readonly SemaphoreSlim oneAtATime = new(1);

    public async Task Accept(ServiceRevised part, CancellationToken ct)
    {
        await loaded.Done(ct);
        await oneAtATime.WaitAsync(ct);
        try
        {
            if (part.Revision > states.AppliedRevisionOf(part.Service))
            {
                assembly.Add(part);
                await ApplyWhatFollows(part.Service, ct);
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task ApplyWhatFollows(string service, CancellationToken ct)
    {
        while (assembly.TakeNext(service, states.AppliedRevisionOf(service)) is { } revision)
        {
            using var span = PlatformTraces.Start("kpi apply");
            span?.SetTag("service", service);
            var batch = FindingBatch.Of(revision);
            if (await store.Save(revision, batch, ct) is { } stored)
            {
                await requests.AskForStates(service, stored, ct);
                return;
            }
            FaultPoint.Reached("kpi-persisted");
            states.Apply(revision, batch);
            requests.Answered(service);
            await sender.Publish(new RevisionApplied(service, revision.Revision, options.Instance), ct);
        }
        var applied = states.AppliedRevisionOf(service);
        if (assembly.HasGap(service, applied))
        {
            await requests.AskForStates(service, applied, ct);
        }
    }
}
