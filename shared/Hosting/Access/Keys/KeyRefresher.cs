using MetricsPlatform.Hosting.Catalogue;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Hosting.Access.Keys;

/// <summary>Keeps the ring as the store is, and writes down now and then which keys were used.</summary>
public sealed partial class KeyRefresher(KeyStore store, KeyRing ring, AccessOptions access, ICatalogue catalogue, TimeProvider clock, ILogger<KeyRefresher> log) : BackgroundService
{
    private static readonly TimeSpan BetweenUses = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private bool _tried;

    /// <summary>Has the keys before anything else starts. Where PostgreSQL does not answer the host starts without, and nobody is let in until it does.</summary>
    /// <exception cref="AccessException">Nobody could use this process: there is no key, and no issuer.</exception>
    public async Task TryFirst(CancellationToken ct)
    {
        _tried = true;
        await FirstRead(ct);
    }

    /// <inheritdoc cref="TryFirst"/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_tried)
        {
            await TryFirst(cancellationToken);
        }
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryTo(() => WriteUses(cancellationToken), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!ring.IsRead)
        {
            await Task.Delay(BetweenTries, clock, stoppingToken);
            await FirstRead(stoppingToken);
        }
        var (answers, written) = (true, clock.GetUtcNow());
        using var timer = new PeriodicTimer(KeyRing.Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var failure = await TryTo(() => ring.Refresh(stoppingToken), stoppingToken);
            if (failure is not null && answers)
            {
                LogAway(log, store.Place, KeyRing.Honoured, failure.Message);
            }
            answers = failure is null;
            if (answers && clock.GetUtcNow() - written >= BetweenUses)
            {
                written = clock.GetUtcNow();
                await TryTo(() => WriteUses(stoppingToken), stoppingToken);
            }
        }
    }

    private async Task FirstRead(CancellationToken ct)
    {
        if (await TryTo(() => Read(ct), ct) is { } failure)
        {
            LogWaiting(log, store.Place, failure.Message);
        }
        else if (access.Open)
        {
            LogOpen(log);
        }
        else if (ring.ActiveKeys == 0 && catalogue.Current.Issuers.Count == 0)
        {
            throw new AccessException($"""
                There is no active API key in the {store.Place} and no issuer in the catalogue, so nobody could use this. Make one and start again:

                  {access.KeysCommand} create --name ci --scope publish --expires 90d

                On a machine of your own no key is needed: listen on 127.0.0.1 only and set Access__Open=true.
                """);
        }
        else
        {
            LogKeys(log, ring.ActiveKeys, store.Place);
        }
    }

    private async Task Read(CancellationToken ct)
    {
        await store.CreateSchema(ct);
        await ring.Refresh(ct);
    }

    private Task WriteUses(CancellationToken ct) => ring.TakeUses() is { Count: > 0 } uses ? store.Used(uses, ct) : Task.CompletedTask;

    private static async Task<NpgsqlException?> TryTo(Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
            return null;
        }
        catch (NpgsqlException e) when (!ct.IsCancellationRequested)
        {
            return e;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Open: whoever reaches this machine's loopback address needs no key")]
    private static partial void LogOpen(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Active API keys: {Keys}, in the {Place}")]
    private static partial void LogKeys(ILogger logger, int keys, string place);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API keys in the {Place} cannot be read, trying again: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string place, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API keys in the {Place} cannot be read; those known stay in force for {Honoured}: {Reason}")]
    private static partial void LogAway(ILogger logger, string place, TimeSpan honoured, string reason);
}
