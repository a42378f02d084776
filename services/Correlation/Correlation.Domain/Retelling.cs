using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Correlation.Domain.Facts;

namespace MetricsPlatform.Correlation.Domain;

/// <summary>
/// Tells in a service's history what was told under another name of it, event by event, as if all had come under one name. What both tell
/// is told once.
/// </summary>
public sealed class Retelling
{
    private readonly ServiceHistory history;
    private readonly Recorder recorder;

    /// <summary>Numbers of results here, by those that they have under the other name.</summary>
    private readonly List<int> numbers = [];

    /// <summary>What each scan under the other name lists, in numbers of here.</summary>
    private readonly List<NumberSet> listings = [];

    /// <summary>The event that the next revision is of.</summary>
    private ServiceFact? told;

    private Retelling(ServiceHistory history) => (this.history, recorder) = (history, new(history));

    /// <summary>Facts to append to the service's stream, already applied to its history.</summary>
    /// <param name="facts">All that there are under the former name.</param>
    public static IReadOnlyList<ServiceFact> Of(IEnumerable<ServiceFact> facts, RenamedFrom name, ServiceHistory history)
    {
        var retelling = new Retelling(history);
        foreach (var fact in facts)
        {
            retelling.Tell(fact);
        }
        retelling.recorder.Add(name);
        retelling.recorder.Revise(null, null);
        return retelling.recorder.Facts;
    }

    private void Tell(ServiceFact fact)
    {
        switch (fact)
        {
            case ResultsDescribed described:
                numbers.AddRange(recorder.Describe(described.Results));
                break;
            case ScanPartHeard part when history.Known(part.Source, part.Id) is null && history.Pending(part.Source, part.Id)?.Has(part.Part) != true:
                recorder.Add(part with { Results = Here(part.Results) });
                break;
            case ScanReported scan:
                var before = scan.Base is { } number ? listings[number] : NumberSet.Empty;
                listings.Add(before.Except(Here(scan.Removed)).Union(Here(scan.Added)));
                told = scan;
                break;
            case RenamedFrom former when former.Service != history.Service:
                recorder.Add(former);
                break;
            case RevisionMade { Source: { } source, Id: { } id } made when history.Known(source, id) is null:
                var listed = told is ScanReported reported ? recorder.Listing(listings[^1], reported) : null;
                recorder.Add(listed ?? told!);
                recorder.Revise(new EventHeader(source, id, default, made.Submission.GetValueOrDefault(), made.Item, made.AcceptedAt.GetValueOrDefault()), listed);
                break;
            // Names of people are stored as they were replaced; the main branches are those that the catalogue names for the service of today.
            case ScanPartHeard or RevisionMade or NameReplaced or MainBranchesNamed or RenamedFrom or RenamedTo:
                break;
            default:
                told = fact;
                break;
        }
    }

    private NumberSet Here(NumberSet there)
    {
        var here = new List<int>(there.Count);
        foreach (var number in there)
        {
            here.Add(numbers[number]);
        }
        return NumberSet.Of(here);
    }
}
