using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.Metrics;
using MetricsPlatform.Kpi.States;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Kpi.Reports;

/// <summary>Writes down today's figures once a day, by whichever replica comes first.</summary>
public sealed class DailyRecorder(
    KpiStates states, ICatalogue catalogue, KpiMetricsPage page, DailyReports reports, TimeProvider clock, ILogger<DailyRecorder> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateOnly? recorded = null;
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                var now = clock.GetUtcNow();
                var today = DateOnly.FromDateTime(now.UtcDateTime);
                if (recorded != today && !page.Text.IsEmpty)   // caught up, and the current figures have come first
                {
                    await Record(today, now, stoppingToken);
                    recorded = today;
                }
            }
            catch (NpgsqlException failed)
            {
                logger.LogWarning(failed, "Cannot write down today's figures; trying again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Record(DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        if (!await reports.Has(day, ct))
        {
            var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            await reports.Write(day, KpiBoard.Of(states.All.Select(s => s.Facts), catalogue.Current, midnight), now, ct);
        }
    }
}
