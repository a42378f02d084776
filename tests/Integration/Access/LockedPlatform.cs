using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Audit;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Standalone;
using MetricsPlatform.Tests.EndToEnd.Driver;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>
/// The whole platform in this process, where nobody gets in without a key or an issuer's word. Services shop and web have a finding and a release each.
/// </summary>
public sealed class LockedPlatform(PostgresFixture postgres) : IAsyncLifetime, IAsyncDisposable
{
    public const string StaffDecide = "{ claims: { groups: staff }, scopes: [read, triage] }";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("locked");
    private WebApplication app = null!;
    private NpgsqlDataSource database = null!;
    private HttpClient http = null!;

    /// <summary>Whoever is in its group staff reads and decides, until a test grants otherwise.</summary>
    public FakeIssuer Issuer { get; private set; } = null!;

    public IDataProtectionProvider Protection => app.Services.GetRequiredService<IDataProtectionProvider>();

    /// <summary>How often an address may be wrong in a minute; 0: as often as it likes, for tests that ask with every wrong key there is.</summary>
    public int FailuresPerMinute { get; init; }

    public KeyStore Keys => app.Services.GetRequiredService<KeyStore>();

    /// <summary>What a command of this program works on.</summary>
    public AuditedDatabase Audited => AuditedDatabase.Of(app.Services);

    /// <summary>Where it keeps everything.</summary>
    public NpgsqlDataSource Database => database;

    public KeyRing Ring => app.Services.GetRequiredService<KeyRing>();

    /// <summary>Where the client's secret is.</summary>
    public string SecretFile => Path.Combine(folder.FullName, "secret");

    /// <summary>Scopes publish, read and triage, all services.</summary>
    public string Key { get; private set; } = "";

    public Guid ShopSubmission { get; private set; }

    public string ShopFinding { get; private set; } = "";

    public string WebFinding { get; private set; } = "";

    /// <summary>Every route that the running platform has, as <c>GET /path</c>.</summary>
    public IEnumerable<string> Routes => Endpoints.Select(r => r.Name);

    public IEnumerable<(string Name, RouteEndpoint Endpoint)> Endpoints => RoutesOf(app);

    public async Task InitializeAsync()
    {
        Issuer = await FakeIssuer.Start(TimeProvider.System);
        await File.WriteAllTextAsync(SecretFile, FakeIssuer.ClientSecret);
        WriteCatalogue();
        var connection = await postgres.CreateDatabaseAsync();
        database = NpgsqlDataSource.Create(connection);
        var store = new KeyStore(database, TimeProvider.System);
        await store.CreateSchema(default);
        Key = await KeyOf(store, "seed", [Scope.Publish, Scope.Read, Scope.Triage]);
        app = Composition.Build(
            new StandaloneOptions { Port = FreePort.Find(), Catalogue = Path.Combine(folder.FullName, "platform.yaml") }, connection,
            new Dictionary<string, string?> { ["Access:Open"] = "false", ["Access:Limits:FailuresPerMinute"] = $"{FailuresPerMinute}" });
        await app.StartAsync();
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        ShopSubmission = await Seed("shop");
        await Seed("web");
        ShopFinding = await FindingOf("shop");
        WebFinding = await FindingOf("web");
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
        await Issuer.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>What the issuer's people may do from now on, and how they sign in.</summary>
    public void Grant(string grants = StaffDecide, string? signIn = null, FakeIssuer? issuer = null)
    {
        WriteCatalogue(grants, signIn, issuer);
        app.Services.GetRequiredService<CatalogueFile>().Refresh();
    }

    /// <returns>The text of a new key.</returns>
    public Task<string> KeyFor(Scope scope, params string[] services) => KeyOf(Keys, $"k{Guid.NewGuid():N}", [scope], services);

    /// <summary>A key whose day was yesterday.</summary>
    public Task<string> ExpiredKey(params Scope[] scopes) => KeyOf(new KeyStore(database, new Yesterday()), $"k{Guid.NewGuid():N}", scopes);

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? key, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return await http.SendAsync(request);
    }

    /// <summary>A client that keeps cookies, and shows where it is sent instead of going there.</summary>
    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = http.BaseAddress };

    public async Task<(int Status, JsonNode Body)> Get(string path, string? key)
    {
        using var response = await Send(HttpMethod.Get, path, key);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async Task<(int Status, JsonNode Body)> Publish(string? key, params object[] batch)
    {
        using var response = await Send(HttpMethod.Post, "/v1/events", key, Batch(batch));
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public static HttpContent Batch(params object[] events) =>
        new StringContent(JsonSerializer.Serialize(events), Encoding.UTF8, "application/cloudevents-batch+json");

    public static object Scan(string id, string service) => new
    {
        specversion = "1.0", id, source = "/ci", type = "metricsplatform.scan.completed.v1", time = "2026-01-05T10:00:00Z",
        data = new { service, tool = "trivy", results = new[] { new { kind = "dependency", rule = "CVE-2026-1", package = "pkg:npm/a@1", severity = "high" } } },
    };

    public static object Deployment(string id, string service) => new
    {
        specversion = "1.0", id, source = "/ci", type = "metricsplatform.release.deployed.v1", time = "2026-01-06T10:00:00Z", data = new { service, version = "1.0" },
    };

    /// <summary>The routes of an application, with what each says about who may use it.</summary>
    public static IEnumerable<(string Name, RouteEndpoint Endpoint)> RoutesOf(IEndpointRouteBuilder routes) =>
        routes.DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>().SelectMany(
            e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"], (e, method) => ($"{method} /{e.RoutePattern.RawText!.TrimStart('/')}", e));

    private void WriteCatalogue(string grants = StaffDecide, string? signIn = null, FakeIssuer? issuer = null) => File.WriteAllText(Path.Combine(folder.FullName, "platform.yaml"), $$"""
        teams: { sellers: {}, others: {} }
        services: { shop: { team: sellers } }
        issuers:
          company:
            url: {{(issuer ?? Issuer).Url}}
            name: email
            {{signIn ?? $"signIn: {{ clientId: {FakeIssuer.ClientId}, secret: {{ file: {SecretFile} }}, scope: openid groups }}"}}
            grants: [{{grants}}]
        """);

    private async Task<Guid> Seed(string service)
    {
        var (_, answer) = await Publish(Key, Scan($"scan-{service}", service), Deployment($"deploy-{service}", service));
        var id = (Guid)answer["id"]!;
        await Eventually.Be(() => Get($"/v1/submissions/{id}", Key), a => (string?)a.Body["status"] == "processed");
        return id;
    }

    private async Task<string> FindingOf(string service) => (string)(await Get($"/v1/findings?service={service}", Key)).Body["items"]![0]!["id"]!;

    private static async Task<string> KeyOf(KeyStore store, string name, Scope[] scopes, params string[] services) =>
        (await store.Create(new NewKey(name, scopes.ToHashSet(), services.Length == 0 ? null : services.ToHashSet(), TimeSpan.FromHours(1)), default)).Text;

    private sealed class Yesterday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(-1);
    }
}
