using Npgsql;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>The platform apart: replicas of each service, over RabbitMQ, with a database for each service.</summary>
public sealed class ApartPlatform : IAsyncDisposable
{
    private readonly string catalogue = Path.Combine(Path.GetTempPath(), $"metricsplatform-catalogue-{Guid.NewGuid():N}.yaml");
    private int replicas = 2;

    private ApartPlatform(PostgresFixture postgres, RabbitMqServer rabbit) => (Postgres, Rabbit) = (postgres, rabbit);

    public PostgresFixture Postgres { get; }

    public RabbitMqServer Rabbit { get; }

    public IReadOnlyList<Replica> Ingestion { get; private set; } = [];

    public IReadOnlyList<Replica> Correlation { get; private set; } = [];

    public IReadOnlyList<Replica> Kpi { get; private set; } = [];

    /// <summary>Connection strings of the databases of Ingestion, Correlation and Kpi.</summary>
    public IReadOnlyList<string> Databases { get; private set; } = [];

    public IEnumerable<Replica> All => [.. Ingestion, .. Correlation, .. Kpi];

    /// <summary>A sender and reader behind a load balancer.</summary>
    public PlatformClient Client { get; private set; } = null!;

    /// <summary>Starts all of it and waits until each replica is ready.</summary>
    /// <param name="catalogue">Text of <c>platform.yaml</c>.</param>
    /// <param name="replicas">Of each service.</param>
    public static async Task<ApartPlatform> Start(string catalogue = "", int replicas = 2)
    {
        var platform = await Create();
        platform.replicas = replicas;
        await platform.StartServices(catalogue);
        await platform.Ready();
        return platform;
    }

    /// <summary>Starts the services alone, while PostgreSQL and RabbitMQ are away.</summary>
    public static async Task<ApartPlatform> StartAlone()
    {
        var platform = await Create();
        await platform.Rabbit.Stop();
        await platform.StartServices("", once: platform.Postgres.Stop);
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

    /// <param name="once">What happens before, and after there are databases.</param>
    private async Task StartServices(string text, Func<ValueTask>? once = null)
    {
        await File.WriteAllTextAsync(catalogue, text);
        Databases = [await Postgres.CreateDatabase(), await Postgres.CreateDatabase(), await Postgres.CreateDatabase()];
        if (once is not null)
        {
            await once();
        }
        Ingestion = StartService("Ingestion", Databases[0]);
        Correlation = StartService("Correlation", Databases[1]);
        Kpi = StartService("Kpi", Databases[2]);
        Client = new PlatformClient(new Uri("http://platform"), new ReplicaHandler([.. Ingestion.Select(r => r.Address)], [.. Kpi.Select(r => r.Address)]));
    }

    private IReadOnlyList<Replica> StartService(string service, string database) => [.. Enumerable.Range(0, replicas).Select(number => new Replica(service, new Dictionary<string, string>
    {
        ["ConnectionStrings__Postgres"] = new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = 12 }.ConnectionString,
        ["Bus__Url"] = Rabbit.Url,
        ["Catalogue__File"] = catalogue,
        ["Kpi__Instance"] = $"{number}",
        ["Access__Open"] = "true",
    }))];
}
