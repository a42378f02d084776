using System.Net;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Standalone;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>Who may start without keys, and who gets in then.</summary>
[Collection(PostgresTests.Name)]
public sealed class StartTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Without_a_key_a_host_does_not_start_and_says_how_to_make_one()
    {
        await using var app = await Host();

        var refusal = await Assert.ThrowsAsync<AccessException>(() => app.StartAsync());

        Assert.Contains(" keys create --name ci --scope publish --expires 90d", refusal.Message, StringComparison.Ordinal);
        await using var second = await Host(("ConnectionStrings:Postgres", app.Configuration.GetConnectionString("Postgres")!));
        await second.Services.GetRequiredService<KeyStore>().Create(new NewKey("ci", new HashSet<Scope> { Scope.Read }, null, null), default);
        await second.StartAsync();
    }

    [Fact]
    public async Task An_expired_key_is_none()
    {
        await using var app = await Host();
        await app.Services.GetRequiredService<KeyStore>().CreateSchema(default);
        await app.Services.GetRequiredService<KeyStore>().Create(new NewKey("ci", new HashSet<Scope> { Scope.Read }, null, TimeSpan.FromTicks(10)), default);

        await Assert.ThrowsAsync<AccessException>(() => app.StartAsync());
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("192.0.2.1", false)]
    public void Standalone_is_open_on_loopback_only(string bind, bool open) => Assert.Equal(
        open, Composition.Build(new StandaloneOptions { Bind = IPAddress.Parse(bind) }, "Host=127.0.0.1").Services.GetRequiredService<AccessOptions>().Open);

    [Fact]
    public async Task Standalone_bound_elsewhere_says_which_command_makes_a_key()
    {
        await using var app = Composition.Build(new StandaloneOptions { Bind = IPAddress.Any, Data = "/data" }, await postgres.CreateDatabaseAsync());

        var refusal = await Assert.ThrowsAsync<AccessException>(() => app.StartAsync());   // before it listens

        Assert.Contains("./run keys --data /data create", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:80", true)]
    [InlineData("http://[::1]:80", true)]
    [InlineData("http://localhost:80", true)]
    [InlineData("http://0.0.0.0:80", false)]
    [InlineData("http://[::]:80", false)]
    [InlineData("http://*:80", false)]
    [InlineData("http://192.0.2.1:80", false)]
    public async Task An_open_host_that_listens_elsewhere_stops(string address, bool starts)
    {
        await using var app = await Host(new ServerAt("http://127.0.0.1:80", address), ("Access:Open", "true"));

        var refusal = await Record.ExceptionAsync(() => app.StartAsync());

        Assert.Equal(starts ? null : typeof(AccessException), refusal?.GetType());
    }

    [Theory]
    [InlineData("http://*:8090", true)]
    [InlineData("http://*:8091", false)]
    public async Task An_open_host_may_be_monitored_from_elsewhere(string address, bool starts)
    {
        await using var app = await Host(new ServerAt("http://127.0.0.1:80", "http://127.0.0.1:8090", address), ("Access:Open", "true"), ("Monitoring:Port", "8090"));

        var refusal = await Record.ExceptionAsync(() => app.StartAsync());

        Assert.Equal(starts ? null : typeof(AccessException), refusal?.GetType());
    }

    [Theory]
    [InlineData("http://127.0.0.1:80")]
    [InlineData("http://127.0.0.1:8090")]
    public async Task A_host_stops_whose_port_for_monitoring_is_none_or_its_only_one(string address)
    {
        await using var app = await Host(new ServerAt(address), ("Access:Open", "true"), ("Monitoring:Port", "8090"));

        var refusal = await Assert.ThrowsAsync<MonitoringException>(() => app.StartAsync());

        Assert.Contains($"this listens on {address}.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, 200)]
    [InlineData("localhost", null, 200)]
    [InlineData("[::1]", null, 200)]
    [InlineData("evil.example", null, 401)]
    [InlineData(null, "cross-site", 401)]
    [InlineData(null, "same-origin", 200)]
    public async Task An_open_host_asks_no_key_of_this_machine_and_no_page_of_elsewhere_gets_in_through_a_browser(string? host, string? site, int status)
    {
        await using var app = await Host(("Access:Open", "true"));
        app.MapGet("/thing", () => "").Require(Scope.Administer);
        await app.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(app.Urls.Single()), "/thing"));
        request.Headers.Host = host;
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        using var response = await http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Who_shows_a_key_to_an_open_host_is_bound_by_it()
    {
        await using var app = await Host(("Access:Open", "true"));
        app.MapGet("/thing", () => "").Require(Scope.Administer);
        await app.StartAsync();
        var key = await app.Services.GetRequiredService<KeyStore>().Create(new NewKey("ci", new HashSet<Scope> { Scope.Read }, null, null), default);

        Assert.Equal(403, await Status(app, "/thing", key.Text));
        Assert.Equal(401, await Status(app, "/thing", KeyText.New()));
    }

    [Fact]
    public async Task A_route_that_names_no_scope_is_for_nobody()
    {
        await using var app = await Host(("Access:Open", "true"));
        app.MapGet("/forgotten", () => "");
        await app.StartAsync();

        Assert.Equal(403, await Status(app, "/forgotten", null));
    }

    [Theory]
    [InlineData("/metrics", "Access:MetricsNeedKey", 403)]
    [InlineData("/health/ready", "Access:HealthNeedsKey", 200)]
    public async Task Monitoring_is_open_or_needs_a_key_to_read(string path, string setting, int limited)
    {
        await using (var open = await Host(("Access:Open", "true")))
        {
            await open.StartAsync();
            Assert.Equal(200, await Status(open, path, null));
        }
        await using var closed = await Host((setting, "true"));
        var keys = closed.Services.GetRequiredService<KeyStore>();
        await keys.CreateSchema(default);
        var (all, some, other) = (await New(Scope.Read), await New(Scope.Read, "shop"), await New(Scope.Publish));
        await closed.StartAsync();

        Assert.Equal((401, 200, limited, 403), (await Status(closed, path, null), await Status(closed, path, all), await Status(closed, path, some), await Status(closed, path, other)));

        async Task<string> New(Scope scope, params string[] services) =>
            (await keys.Create(new NewKey($"k{Guid.NewGuid():N}", new HashSet<Scope> { scope }, services.Length == 0 ? null : services.ToHashSet(), null), default)).Text;
    }

    [Fact]
    public async Task Services_with_databases_of_their_own_share_the_keys_of_one()
    {
        var shared = await postgres.CreateDatabaseAsync();
        await using var one = await Host(("ConnectionStrings:Keys", shared));
        await using var other = await Host(("ConnectionStrings:Keys", shared));
        var keys = one.Services.GetRequiredService<KeyStore>();
        await keys.CreateSchema(default);
        var key = await keys.Create(new NewKey("ci", new HashSet<Scope> { Scope.Read }, null, null), default);
        other.MapGet("/thing", (Caller caller) => caller.Name).Require(Scope.Read);
        await other.StartAsync();

        Assert.Equal(200, await Status(other, "/thing", key.Text));
    }

    private Task<WebApplication> Host(params (string Key, string Value)[] settings) => Host(null, settings);

    /// <summary>What every host has.</summary>
    private async Task<WebApplication> Host(IServer? server, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            settings.Append(("urls", "http://127.0.0.1:0")).Select(s => KeyValuePair.Create<string, string?>(s.Item1, s.Item2)));
        builder.Configuration["ConnectionStrings:Postgres"] ??= await postgres.CreateDatabaseAsync();
        builder.AddPlatformDefaults("host");
        if (server is not null)
        {
            builder.Services.AddSingleton(server);
        }
        var app = builder.Build();
        app.MapPlatformDefaults();
        app.MapPlatformMetrics();
        return app;
    }

    private static async Task<int> Status(WebApplication app, string path, string? key)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (int)response.StatusCode;
    }

    /// <summary>A server that says where it listens, and does not.</summary>
    private sealed class ServerAt : IServer
    {
        private readonly ServerAddressesFeature addresses = new();

        public ServerAt(params string[] addresses)
        {
            foreach (var address in addresses)
            {
                this.addresses.Addresses.Add(address);
            }
            Features.Set<IServerAddressesFeature>(this.addresses);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
