using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Correlation.Domain;
using MetricsPlatform.Correlation.Store;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Faults;

namespace MetricsPlatform.Correlation.Correlate;

/// <summary>Loads a service's history, lets the domain decide, appends what follows in one transaction.</summary>
public sealed class Correlator(ServiceHistories histories, ICatalogue catalogue)
{
    /// <summary>What the event did, said again for a repeat; null while parts of it are missing.</summary>
    public async Task<EventCommitted?> Correlate(NativeEvent message, CancellationToken ct)
    {
        using var held = await histories.Hold(message.Service, ct);
        var facts = Recorder.Record(held.History, message, catalogue.Current.MainBranchesOf(message.Service));
        if (facts.Count > 0)
        {
            await held.Append(facts, ct);
            FaultPoint.Reached("correlation-commit");
        }
        return held.History.Known(message.Header.Source, message.Header.Id) is { } known
            ? new(message.Header.Submission, message.Header.Item, message.Service, known.Revision, known.Outcome)
            : null;
    }

    /// <summary>Takes over main branches that the catalogue names anew.</summary>
    public async Task NameBranches(string service, CancellationToken ct)
    {
        using var held = await histories.Hold(service, ct);
        var facts = Recorder.Record(held.History, catalogue.Current.MainBranchesOf(service));
        if (facts.Count > 0)
        {
            await held.Append(facts, ct);
        }
    }
}
