using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Submissions;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Ingestion.Replay;

/// <summary>Reads kept reports through today's adapters, with their original times; what they say otherwise takes the place of what they said.</summary>
public sealed class Replayer(NpgsqlDataSource database, Inbox inbox)
{
    /// <summary>Each report is a transaction of its own: a replay that breaks off has done what it has done, and can be asked for again.</summary>
    public async Task<ReplayPage> Replay(ReplayQuery query, string? by, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var reports = await StoredReport.Find(connection, query, ct);
        var unchanged = 0;
        List<ReplayedReport> changed = [];
        List<LeftReport> left = [];
        foreach (var report in reports)
        {
            try
            {
                if (!await IsOf(query.Format, report, connection, ct))
                {
                    continue;
                }
                if (await Replay(report, by, connection, ct) is { } replay)
                {
                    changed.Add(new(report.Id, replay));
                }
                else
                {
                    unchanged++;
                }
            }
            catch (UnreadablePayloadException refused)
            {
                left.Add(new(report.Id, refused.Refusal));
            }
        }
        return new(reports.Count, unchanged, changed, left, reports.Count == query.Limit ? reports[^1].Id : null);
    }

    private static async Task<bool> IsOf(string? format, StoredReport report, NpgsqlConnection connection, CancellationToken ct)
    {
        if (format is null)
        {
            return true;
        }
        await using var body = await report.Open(connection, ct);
        return ScanReport.FormatOf(body, QueryOf(report)) == format;
    }

    /// <returns>The submission that brings what the report says now; null when that is what it said.</returns>
    private async Task<Guid?> Replay(StoredReport report, string? by, NpgsqlConnection connection, CancellationToken ct)
    {
        var (readings, standing) = await report.Standing(connection, ct);
        if (await IsWithdrawn(standing, connection, ct))
        {
            throw new UnreadablePayloadException(new("withdrawn", "Somebody withdrew its scan."));
        }
        await using var body = await report.Open(connection, ct);
        var items = ReportReplay.Read(
            body, QueryOf(report), report.ReceivedAt, PublishScan.Source, report.IdempotencyKey ?? report.Id.ToString(), readings + 1, standing, by);
        if (items.Count == 0)
        {
            return null;
        }
        var answer = await inbox.Accept(
            new Intake("replay", report.ContentType, report.Parameters, body, Batch: false, (_, _) => items) { DefaultSource = PublishScan.Source, PublishedBy = by, ReplayOf = report.Id }, ct);
        return answer.Id;
    }

    private static async Task<bool> IsWithdrawn(List<StandingEvent> standing, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var select = new NpgsqlCommand(
            "select exists (select from ingestion.withdrawn_scan w join unnest($1, $2) as s (source, id) on w.source = s.source and w.scan_id = s.id)", connection)
        {
            Parameters =
            {
                new() { Value = standing.Select(s => s.Source).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = standing.Select(s => s.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            },
        };
        return (bool)(await select.ExecuteScalarAsync(ct))!;
    }

    /// <summary>It was accepted once, so it can be read.</summary>
    private static ScanQuery QueryOf(StoredReport report) => ScanQuery.Parse(name => report.Parameters.GetValueOrDefault(name)).Query!;
}
