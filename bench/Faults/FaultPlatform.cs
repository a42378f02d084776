using System.Globalization;
using MetricsPlatform.Tests.EndToEnd.Driver;
using Npgsql;

namespace MetricsPlatform.Bench.Faults;

/// <summary>The platform apart with every way between two of its parts in our hands. A process that dies is started again at once, as an orchestrator would.</summary>
internal sealed class FaultPlatform : IAsyncDisposable
{
    /// <summary>Each look is a connection to PostgreSQL, and costs what the platform could use.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>The liveness probe of RabbitMQ, as in our manifests but sooner.</summary>
    private static readonly TimeSpan ProbePeriod = TimeSpan.FromSeconds(10);
    private const int ProbeFailures = 3;

    private readonly Dictionary<(string Service, int Target), Wire> wires;

    /// <summary>Asking the broker costs a second of a processor: only where a fault may leave it dead and running.</summary>
    private bool brokerIsProbed;

    private FaultPlatform(ApartPlatform parts, Dictionary<(string Service, int Target), Wire> wires) => (Parts, this.wires) = (parts, wires);

    public ApartPlatform Parts { get; }

    public static async Task<FaultPlatform> Start(HostPrograms programs, IReadOnlyDictionary<string, string> environment)
    {
        var wires = new Dictionary<(string Service, int Target), Wire>();
        var parts = await ApartPlatform.Start(new ApartOptions
        {
            Programs = programs,
            Environment = environment,
            Way = (service, target) => (wires.TryGetValue((service, target), out var wire) ? wire : wires[(service, target)] = new Wire(target)).Port,
        });
        return new FaultPlatform(parts, wires);
    }

    public Wire ToBroker(string service) => wires[(service, Parts.Rabbit.Port)];

    public Wire ToDatabase(string service) => wires[(service, Parts.Postgres.Port)];

    public IReadOnlyList<Replica> Replicas(string service) => service switch
    {
        "Ingestion" => Parts.Ingestion,
        "Correlation" => Parts.Correlation,
        _ => Parts.Kpi,
    };

    public async Task KillReplica(string service, int number)
    {
        var replica = Replicas(service)[number];
        await replica.Kill();
        replica.Start();
    }

    /// <summary>One replica after the other makes room for one of other programs, as an orchestrator rolls out a version.</summary>
    public async Task RollOut(HostPrograms programs)
    {
        foreach (var replica in Parts.All)
        {
            await replica.Stop();
            replica.Start(programs);
            await replica.Ready();
        }
    }

    /// <summary>Starts the servers that a fault ended, as an orchestrator would, and the broker again later where its liveness probe fails.</summary>
    public async Task StartServers()
    {
        brokerIsProbed = true;
        if (!Parts.Postgres.IsRunning)
        {
            await Parts.Postgres.Start();
        }
        if (!Parts.Rabbit.IsRunning)
        {
            await StartBroker();
        }
    }

    /// <summary>Ends every connection to every service's database.</summary>
    public async Task CutSessions()
    {
        foreach (var service in Parts.Databases.Keys)
        {
            await Query<bool>(service, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        }
    }

    /// <summary>Asks a service's database, straight.</summary>
    public async Task<IReadOnlyList<T>> Query<T>(string service, string sql)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Parts.Databases[service]) { Pooling = false });
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetFieldValue<T>(0));
        }
        return rows;
    }

    /// <summary>Events in the inbox that are not processed.</summary>
    /// <param name="acceptedBefore">Of the database's clock; null: whenever.</param>
    public async Task<int> Pending(DateTimeOffset? acceptedBefore = null)
    {
        var limit = acceptedBefore is { } at ? string.Create(CultureInfo.InvariantCulture, $" and accepted_at <= '{at:O}'") : "";
        return (await Query<int>("Ingestion", $"select count(*)::int from ingestion.item where status in ('accepted', 'committed'){limit}"))[0];
    }

    /// <summary>What there is to see of a platform that stands still: the oldest events that are not processed, how far publishing is, and who leads it.</summary>
    public async Task<IReadOnlyList<string>> Stuck() => [.. await Waiting(), .. await Publishing()];

    private Task<IReadOnlyList<string>> Publishing() => Query<string>("Correlation",
        """
        select format('%s is at %s since %s', name, last_seq_id, last_updated) from correlation.mt_event_progression
        union all select format('last event: %s', max(seq_id)) from correlation.mt_events
        union all select format('lock %s/%s held by %s from port %s: %s since %s', classid, objid, a.pid, client_port, state, state_change)
          from pg_locks l join pg_stat_activity a using (pid) where locktype = 'advisory'
        """);

    private Task<IReadOnlyList<string>> Waiting() => Query<string>("Ingestion",
        """
        select format('%s %s %s: %s since %s, sent %s times, due %s, dead letter: %s %s', i.event_id, i.type, i.service, i.status, i.accepted_at, o.attempts, o.next_attempt, d.reason, d.message)
        from ingestion.item i left join ingestion.outbox o using (submission, index) left join ingestion.dead_message d using (submission, index)
        where i.status in ('accepted', 'committed') order by i.accepted_at limit 20
        """);

    /// <summary>Waits until everything accepted before is processed and every replica works.</summary>
    public async Task Recovered(DateTimeOffset acceptedBefore)
    {
        using var over = new CancellationTokenSource();
        var probing = brokerIsProbed ? ProbeBroker(over.Token) : Task.CompletedTask;
        try
        {
            await UntilRecovered(acceptedBefore);
        }
        finally
        {
            await over.CancelAsync();
            await probing;
        }
    }

    private async Task UntilRecovered(DateTimeOffset acceptedBefore)
    {
        await Eventually.Be(
            () =>
            {
                StartEnded();
                return Pending(acceptedBefore);
            },
            pending => pending == 0, Look);
        await Task.WhenAll(Parts.All.Select(UntilReady));
    }

    /// <summary>Starts it again where it ends by itself meanwhile.</summary>
    private static async Task UntilReady(Replica replica)
    {
        for (var ends = 0; ; ends++)
        {
            try
            {
                await replica.Ready();
                return;
            }
            catch (InvalidOperationException) when (ends < 2)
            {
                replica.Start();
            }
        }
    }

    private async Task ProbeBroker(CancellationToken over)
    {
        var failures = 0;
        while (true)
        {
            await Task.Delay(ProbePeriod, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested)
            {
                return;
            }
            failures = await Parts.Rabbit.IsAlive() ? 0 : failures + 1;
            if (failures == ProbeFailures)
            {
                await Console.Error.WriteLineAsync("RabbitMQ answers and is not alive: started anew.");
                await StartBroker();
                failures = 0;
            }
        }
    }

    /// <summary>As the trial's manifest starts it.</summary>
    private async Task StartBroker()
    {
        await Parts.Rabbit.Start();
        await Parts.Rabbit.Evaluate(RabbitMqServer.Mend);
    }

    /// <summary>A replica may end by itself (BusWatch).</summary>
    private void StartEnded()
    {
        foreach (var replica in Parts.All.Where(r => !r.IsRunning))
        {
            replica.Start();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Parts.DisposeAsync();
        foreach (var wire in wires.Values)
        {
            await wire.DisposeAsync();
        }
    }
}
