using MetricsPlatform.Ingestion.Domain;
using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>Tells senders to come back later while more is pending than the inbox is to hold, instead of letting it grow.</summary>
/// <remarks>What is pending is measured every two seconds; what this process took in since then is added. So the limit may be passed by what others take in meanwhile, and what came in
/// during a measuring may count twice until the next.</remarks>
public sealed class InboxLimit(IngestionOptions options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private (long Events, long Bytes) measured;
    private (long Events, long Bytes) taken;
    private (long Events, long Bytes) takenBefore;

    /// <summary>Everything that this process has taken in since its start.</summary>
    public (long Events, long Bytes) TakenSoFar
    {
        get
        {
            lock (gate)
            {
                return taken;
            }
        }
    }

    /// <summary>What is pending.</summary>
    /// <param name="bytes">Of the messages that wait in the outbox.</param>
    /// <param name="before"><see cref="TakenSoFar"/> when the measuring began: it may have missed what came after.</param>
    public void Measured(long events, long bytes, (long Events, long Bytes) before)
    {
        lock (gate)
        {
            measured = (events, bytes);
            takenBefore = before;
        }
    }

    /// <summary>So much has come in.</summary>
    public void Taken(long events, long bytes)
    {
        lock (gate)
        {
            taken = (taken.Events + events, taken.Bytes + bytes);
        }
    }

    /// <summary>An endpoint filter: 429 before anything of the request is read.</summary>
    public ValueTask<object?> Check(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsReached() ? throw new RefusedRequestException(StatusCodes.Status429TooManyRequests, new Refusal(
            "inbox_full", "More is waiting to be worked off than the inbox is to hold. Nothing of this was taken; send it again later."))
        : next(context);

    /// <summary>Returns when the inbox can hold more: for senders that wait instead of coming back.</summary>
    public async Task Room(CancellationToken ct)
    {
        while (IsReached())
        {
            await Task.Delay(Pause, ct);
        }
    }

    private bool IsReached()
    {
        lock (gate)
        {
            return measured.Events + taken.Events - takenBefore.Events >= options.MaxPendingEvents
                || measured.Bytes + taken.Bytes - takenBefore.Bytes >= options.MaxPendingBytes;
        }
    }
}
