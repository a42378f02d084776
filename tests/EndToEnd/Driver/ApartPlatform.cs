using Npgsql;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>The platform apart: replicas of each service, over RabbitMQ, with a database for each service.</summary>
public sealed class ApartPlatform : IAsyncDisposable
{
    private readonly PostgresFixture postgres = new();
    private readonly string catalogue = Path.Combine(Path.GetTempPath(), $"metricsplatform-catalogue-{Guid.NewGuid():N}.yaml");

    private int replicas;

    private ApartPlatform(RabbitMqServer rabbit) => Rabbit = rabbit;

    public RabbitMqServer Rabbit { get; }

    public IReadOnlyList<Replica> Ingestion { get; private set; } = [];

    public IReadOnlyList<Replica> Correlation { get; private set; } = [];

    public IReadOnlyList<Replica> Kpi { get; private set; } = [];

    /// <summary>Connection string of each service's database.</summary>
    public Dictionary<string, string> Databases { get; } = [];

    public IEnumerable<Replica> All => [.. Ingestion, .. Correlation, .. Kpi];

    /// <summary>A sender and reader behind a load balancer.</summary>
    public PlatformClient Client { get; private set; } = null!;

    /// <summary>Starts all of it and waits until each replica is ready.</summary>
    /// <param name="catalogue">Text of <c>platform.yaml</c>.</param>
    /// <param name="replicas">Of each service.</param>
    public static async Task<ApartPlatform> Start(string catalogue = "", int replicas = 2)
    {
        var platform = new ApartPlatform(await RabbitMqServer.Create()) { replicas = replicas };
        await platform.postgres.InitializeAsync();
        await File.WriteAllTextAsync(platform.catalogue, catalogue);
        platform.Ingestion = await platform.StartService("Ingestion");
        platform.Correlation = await platform.StartService("Correlation");
        platform.Kpi = await platform.StartService("Kpi");
        platform.Client = new PlatformClient(
            new Uri("http://platform"), new ReplicaHandler([.. platform.Ingestion.Select(r => r.Address)], [.. platform.Kpi.Select(r => r.Address)]));
        await Task.WhenAll(platform.All.Select(r => r.Ready()));
        return platform;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var replica in All)
        {
            await replica.DisposeAsync();
        }
        await Rabbit.DisposeAsync();
        await postgres.DisposeAsync();
        File.Delete(catalogue);
    }

    private async Task<IReadOnlyList<Replica>> StartService(string service)
    {
        var database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabase()) { MaxPoolSize = 12 }.ConnectionString;
        Databases[service] = database;
        return [.. Enumerable.Range(0, replicas).Select(number => new Replica(service, new Dictionary<string, string>
        {
            ["ConnectionStrings__Postgres"] = database,
            ["Bus__Url"] = Rabbit.Url,
            ["Catalogue__File"] = catalogue,
            ["Kpi__Instance"] = $"{number}",
            ["Access__Open"] = "true",
        }))];
    }
}
