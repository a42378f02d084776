using System.Text.Json;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.States;

/// <summary>A finding as it is stored; a tombstone has no facts and no dossier.</summary>
internal sealed record FindingRow(UInt128 Id, UInt128? MergedInto, byte[]? Facts, byte[]? Dossier)
{
    /// <summary>Everything of a revision, one row an id.</summary>
    public static IReadOnlyDictionary<UInt128, FindingRow> Of(ServiceRevised revised, FindingBatch batch)
    {
        var rows = new Dictionary<UInt128, FindingRow>();
        foreach (var tombstone in revised.Tombstones)
        {
            var id = FindingId.Parse(tombstone.Id);
            rows[id] = new(id, tombstone.MergedInto is { } successor ? FindingId.Parse(successor) : null, null, null);
        }
        foreach (var row in revised.Findings.AsParallel().Select((finding, i) => Of(finding, batch[i])))
        {
            rows[row.Id] = row;
        }
        return rows;
    }

    private static FindingRow Of(FindingState finding, FindingFacts facts) =>
        new(facts.Id, null, FindingBytes.Write(facts), JsonSerializer.SerializeToUtf8Bytes(States.Dossier.Of(finding), KpiJson.Default.Dossier));
}
