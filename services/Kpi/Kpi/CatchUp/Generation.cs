using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>The read models as one generation of them is in this replica: in memory, with how they are filled.</summary>
public sealed class Generation : IDisposable
{
    private readonly TaskCompletionSource failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="store">Where the states are persisted.</param>
    /// <param name="applied">Called with a service and the revision that its states are of from then on.</param>
    public Generation(ServiceMap states, StateStore store, CorrelationRequests requests, Func<Generation, string, long, CancellationToken, Task> applied)
    {
        States = states;
        Intake = new RevisionIntake(states, store, requests, (service, revision, ct) => applied(this, service, revision, ct));
        Missing = new MissingServices(states, requests);
    }

    public ServiceMap States { get; }

    public RevisionIntake Intake { get; }

    public MissingServices Missing { get; }

    /// <summary>Ends with the first error of taking something in, while this generation does not serve.</summary>
    public Task Failure => failure.Task;

    public void Fail(Exception error) => failure.TrySetException(error);

    public void Dispose() => Intake.Dispose();
}
