using Npgsql;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>The platform apart: replicas of each service, over RabbitMQ, with a database for each service.</summary>
public sealed class ApartPlatform : IAsyncDisposable
{
    private readonly string catalogue = Path.Combine(Path.GetTempPath(), $"metricsplatform-catalogue-{Guid.NewGuid():N}.yaml");

    private ApartPlatform(PostgresFixture postgres, RabbitMqServer rabbit) => (Postgres, Rabbit) = (postgres, rabbit);

    public PostgresFixture Postgres { get; }

    public RabbitMqServer Rabbit { get; }

    public IReadOnlyList<Replica> Ingestion { get; private set; } = [];

    public IReadOnlyList<Replica> Correlation { get; private set; } = [];

    public IReadOnlyList<Replica> Kpi { get; private set; } = [];

    public IEnumerable<Replica> All => [.. Ingestion, .. Correlation, .. Kpi];

    /// <summary>Connection strings of the services' databases by service, straight to the server.</summary>
    public IReadOnlyDictionary<string, string> Databases { get; private set; } = new Dictionary<string, string>();

    /// <summary>A sender and reader behind a load balancer.</summary>
    public PlatformClient Client { get; private set; } = null!;

    /// <summary>Starts all of it and waits until each replica is ready.</summary>
    public static async Task<ApartPlatform> Start(ApartOptions? options = null)
    {
        var platform = await Create();
        try
        {
            await platform.Rabbit.Start();
            await platform.StartServices(options ?? new ApartOptions());
            await platform.Ready();
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();   // nobody else has it
            throw;
        }
    }

    /// <summary>Starts the services alone, while PostgreSQL and RabbitMQ are away.</summary>
    public static async Task<ApartPlatform> StartAlone()
    {
        var platform = await Create();
        await platform.StartServices(new ApartOptions(), before: platform.Postgres.Stop);
        return platform;
    }

    public Task Ready() => Task.WhenAll(All.Select(r => r.Ready()));

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var replica in All)
        {
            await replica.DisposeAsync();
        }
        await Rabbit.DisposeAsync();
        await Postgres.DisposeAsync();
        File.Delete(catalogue);
    }

    private static async Task<ApartPlatform> Create()
    {
        var postgres = new PostgresFixture();
        await postgres.InitializeAsync();
        return new ApartPlatform(postgres, await RabbitMqServer.Create());
    }

    /// <param name="before">What happens before the services start, and after there are databases.</param>
    private async Task StartServices(ApartOptions options, Func<ValueTask>? before = null)
    {
        await File.WriteAllTextAsync(catalogue, options.Catalogue);
        Databases = new Dictionary<string, string>
        {
            ["Ingestion"] = await Postgres.CreateDatabase(), ["Correlation"] = await Postgres.CreateDatabase(), ["Kpi"] = await Postgres.CreateDatabase(),
        };
        if (before is not null)
        {
            await before();
        }
        Ingestion = StartService("Ingestion", options.Replicas, options);
        Correlation = StartService("Correlation", options.OfCorrelation ?? options.Replicas, options);
        Kpi = StartService("Kpi", options.Replicas, options);
        Client = new PlatformClient(new Uri("http://platform"), new ReplicaHandler([.. Ingestion.Select(r => r.Address)], [.. Kpi.Select(r => r.Address)]));
    }

    private IReadOnlyList<Replica> StartService(string service, int replicas, ApartOptions options) =>
        [.. Enumerable.Range(0, replicas).Select(number => new Replica(service, options.Programs, new Dictionary<string, string>(options.Environment)
        {
            ["ConnectionStrings__Postgres"] =
                new NpgsqlConnectionStringBuilder(Databases[service]) { Port = options.Way(service, Postgres.Port), MaxPoolSize = 12 }.ConnectionString,
            ["Bus__Url"] = RabbitMqServer.UrlAt(options.Way(service, Rabbit.Port)),
            ["Catalogue__File"] = catalogue,
            ["Kpi__Instance"] = $"{number}",
            ["Access__Open"] = "true",
        }))];
}
