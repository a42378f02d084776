using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Scans;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>What a native event says, apart from who says it.</summary>
internal static class NativeContent
{
    /// <summary>Stands in for the header until the inbox gives one.</summary>
    public static readonly EventHeader NoHeader = new("", "", default, default, 0, default);

    public static string TypeOf(NativeEvent said) => said switch
    {
        ScanPart => EventTypes.ScanCompleted,
        ReleaseDeployed => EventTypes.ReleaseDeployed,
        FindingTriaged => EventTypes.FindingTriaged,
        TicketChanged => EventTypes.TicketChanged,
        IncidentChanged => EventTypes.IncidentChanged,
        _ => throw new ArgumentOutOfRangeException(nameof(said), said.GetType().Name, "No adapter says this."),
    };

    /// <summary>Adds to the hash what the event says. The order stands for ever: hashes are kept.</summary>
    public static void Hash(ContentHash hash, NativeEvent said)
    {
        switch (said)
        {
            case ScanPart scan:
                using (var results = new ResultTally())
                {
                    scan.Results.ToList().ForEach(results.Add);
                    Scan.Hash(hash, scan.Scan, results.Close());
                }
                break;
            case ReleaseDeployed release:
                hash.Add("version", release.Version).Add("commit", release.Commit).Add("environment", release.Environment)
                    .Add("outcome", (long)release.Outcome).Add("feature", release.Features).Add("url", release.Url);
                break;
            case FindingTriaged triage:
                FindingTriagedData.Hash(hash, triage.Match, triage.Decision, triage.Until, triage.By, triage.Justification);
                break;
            case TicketChanged ticket:
                hash.Add("tracker", ticket.Tracker).Add("key", ticket.Key).Add("status", (long)ticket.Status).Add("url", ticket.Url)
                    .Add("assignee", ticket.Assignee).Add("rule", ticket.Rules);
                break;
            case IncidentChanged incident:
                hash.Add("key", incident.Key).Add("status", (long)incident.Status).Add("environment", incident.Environment)
                    .Add("version", incident.Version).Add("severity", incident.Severity).Add("url", incident.Url).Add("feature", incident.Features);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(said), said.GetType().Name, "No adapter says this.");
        }
    }

    /// <summary>The same with texts of bounded length; results are bounded where they are made.</summary>
    public static NativeEvent Bounded(NativeEvent said) => said switch
    {
        ScanPart scan => scan with
        {
            Scan = scan.Scan with
            {
                Target = Identifiers.Bounded(scan.Scan.Target)!, Version = Identifiers.Bounded(scan.Scan.Version),
                Commit = Identifiers.Bounded(scan.Scan.Commit), Branch = Identifiers.Bounded(scan.Scan.Branch),
            },
        },
        ReleaseDeployed release => release with
        {
            Version = Identifiers.Bounded(release.Version)!, Commit = Identifiers.Bounded(release.Commit),
            Environment = Identifiers.Bounded(release.Environment)!, Url = Identifiers.Bounded(release.Url),
        },
        FindingTriaged triage => triage with
        {
            By = Identifiers.Bounded(triage.By), Justification = TextLimits.Cut(triage.Justification, TextLimits.Description),
        },
        TicketChanged ticket => ticket with
        {
            Key = Identifiers.Bounded(ticket.Key)!, Url = Identifiers.Bounded(ticket.Url), Assignee = Identifiers.Bounded(ticket.Assignee),
            Rules = [.. ticket.Rules.Select(rule => Identifiers.Bounded(rule)!)],
        },
        IncidentChanged incident => incident with
        {
            Key = Identifiers.Bounded(incident.Key)!, Environment = Identifiers.Bounded(incident.Environment), Version = Identifiers.Bounded(incident.Version),
            Severity = Identifiers.Bounded(incident.Severity), Url = Identifiers.Bounded(incident.Url),
        },
        _ => said,
    };
}
