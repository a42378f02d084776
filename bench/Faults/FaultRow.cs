using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Bench.Faults;

/// <summary>One thing that goes wrong.</summary>
/// <param name="Inject">(platform, how many times before) → returns when it has ended; what is left is to recover from.</param>
internal sealed record FaultRow(string Name, Func<FaultPlatform, int, Task> Inject)
{
    /// <summary>How the platform for it is started.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    private static readonly TimeSpan Deliveries = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Jump = TimeSpan.FromHours(2);
    private static readonly string[] Services = ["Ingestion", "Correlation", "Kpi"];

    /// <summary>All that can be done here.</summary>
    /// <param name="stopped">How long RabbitMQ and PostgreSQL are away when they are stopped.</param>
    /// <param name="programs">What the platform is started with.</param>
    /// <param name="others">Another version; null: there is none.</param>
    public static IReadOnlyList<FaultRow> All(TimeSpan stopped, HostPrograms programs, HostPrograms? others) =>
    [
        .. Services.Select(service => new FaultRow($"{Word(service)}-killed", (platform, times) => platform.KillReplica(service, times % 2))),
        new("rabbitmq-killed", async (platform, _) =>
        {
            await platform.Parts.Rabbit.Kill();
            await platform.Parts.Rabbit.Start();
        }),
        new("rabbitmq-stopped", async (platform, _) =>
        {
            await platform.Parts.Rabbit.Stop();
            await Task.Delay(stopped);
            await platform.Parts.Rabbit.Start();
        }),
        new("queues-deleted", (platform, _) => BrokerQueues.Delete(platform.Parts.Rabbit.Url)),
        new("postgresql-killed", async (platform, _) =>
        {
            platform.Parts.Postgres.Kill();
            await platform.Parts.Postgres.Start();
        }),
        new("postgresql-sessions-cut", (platform, _) => platform.CutSessions()),
        new("postgresql-stopped", async (platform, _) =>
        {
            await platform.Parts.Postgres.Stop();
            await Task.Delay(stopped);
            await platform.Parts.Postgres.Start();
        }),
        new("delivered-twice", (platform, _) => Detoured(platform, copies: 2, shuffled: false)),
        new("delivered-in-any-order", (platform, _) => Detoured(platform, copies: 1, shuffled: true)),
        new("correlation-races", (_, _) => Task.Delay(Deliveries))
        {
            Environment = new Dictionary<string, string> { ["Correlation__OneReplicaPerPartition"] = "false" },
        },
        .. Services.Select(service => new FaultRow($"{Word(service)}-from-rabbitmq", (platform, times) => Parted(platform.ToBroker(service), times))),
        .. Services.Select(service => new FaultRow($"{Word(service)}-from-postgresql", (platform, times) => Parted(platform.ToDatabase(service), times))),
        .. others is null ? (IEnumerable<FaultRow>)[] : [new("rolled-out", (platform, times) => platform.RollOut(times % 2 == 0 ? others : programs))],
        .. FullDisk.IsPossible ? (IEnumerable<FaultRow>)[new("disk-full", (platform, _) => Filled(platform))] : [],
        .. FalseClock.IsPossible ? (IEnumerable<FaultRow>)[new("clock-jumps", (_, times) => FalseClock.Jump(times % 2 == 0 ? Jump : -Jump, Cut)) { Environment = FalseClock.Variables() }] : [],
    ];

    private static async Task Filled(FaultPlatform platform)
    {
        await FullDisk.For(Cut);
        await platform.StartServers();
    }

    private static async Task Detoured(FaultPlatform platform, int copies, bool shuffled)
    {
        await using var detour = await Detour.Start(platform.Parts.Rabbit.Url, copies, shuffled);
        await Task.Delay(Deliveries);
    }

    /// <summary>By turns connections break, and nothing gets through those that there are.</summary>
    private static async Task Parted(Wire wire, int times)
    {
        if (times % 2 == 0)
        {
            wire.Drop();
        }
        else
        {
            wire.Stall();
        }
        await Task.Delay(Cut);
        wire.Heal();
    }

    private static string Word(string service) => service.ToLowerInvariant();
}
