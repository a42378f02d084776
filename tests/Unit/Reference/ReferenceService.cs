using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>What is timeless about one service: its events in their order, the scans that count, and its findings.</summary>
public sealed class ReferenceService
{
    public ReferenceService(string name, IEnumerable<NativeEvent> events, ReferenceRules rules)
    {
        Name = name;
        Events = [.. events.Order(EventOrder.Instance)];
        Events = [.. Events.Where(one => one is not FindingTriaged decision || !IsOfWithdrawnScan(decision))];
        Scans = [.. Events.OfType<ScanPart>().Where(scan => IsOfMainBranch(scan, rules) && !IsWithdrawn(scan))];
        var tracks = new Tracks(Events, Scans);
        Findings = ReferenceFinding.Group(name, Scans.SelectMany(scan => Listing.Of(scan, tracks)));
    }

    public string Name { get; }
    public IReadOnlyList<NativeEvent> Events { get; }
    public IReadOnlyList<ScanPart> Scans { get; }
    public IReadOnlyList<ReferenceFinding> Findings { get; }

    private static bool IsOfMainBranch(ScanPart scan, ReferenceRules rules) => scan.Scan.Branch is null || rules.MainBranches.Contains(scan.Scan.Branch);

    /// <summary>What a withdrawn scan's report decided was never decided: such a decision's id is the scan's, "/decision/" and a number.</summary>
    private bool IsOfWithdrawnScan(FindingTriaged decision) => Events.OfType<ScanWithdrawn>().Any(withdrawal =>
        withdrawal.ScanSource == decision.Header.Source && decision.Header.Id.StartsWith(withdrawal.ScanId + "/decision/", StringComparison.Ordinal));

    /// <summary>A withdrawn scan never happened, whenever the withdrawal was.</summary>
    private bool IsWithdrawn(ScanPart scan) =>
        Events.OfType<ScanWithdrawn>().Any(withdrawal => withdrawal.ScanSource == scan.Header.Source && withdrawal.ScanId == scan.Header.Id);
}
