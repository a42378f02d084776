using System.Diagnostics;
using System.Text.RegularExpressions;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Standalone;
using MetricsPlatform.Tests.EndToEnd.Driver;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>The whole platform, with <c>/metrics</c> and <c>/health</c> on a port of their own.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class MonitoringPortTests(PostgresFixture postgres)
{
    private static readonly string[] Monitoring = ["GET /health/live", "GET /health/ready", "GET /metrics"];

    private readonly StandaloneOptions options = new() { Port = FreePort.Find(), MonitoringPort = FreePort.Find() };

    [Fact]
    public async Task A_route_is_at_its_own_port_and_at_no_other_whatever_host_is_asked_for()
    {
        await using var app = await Start();
        var routes = LockedPlatform.RoutesOf(app).Select(r => r.Name).Order().ToList();

        List<string> atMain = [], atMonitoring = [];
        foreach (var route in routes)
        {
            if (await Status(options.Port, route) is not 404)
            {
                atMain.Add(route);
            }
            if (await Status(options.MonitoringPort!.Value, route) is not 404)
            {
                atMonitoring.Add(route);
            }
        }

        Assert.Equal(Monitoring, atMonitoring);
        Assert.Empty(atMain.Intersect(Monitoring));
        // Of those without a parameter; "x" is no finding and no team.
        Assert.Equal(routes.Except(Monitoring).Where(r => !r.Contains('{', StringComparison.Ordinal)), atMain.Where(r => !r.Contains('{', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rules_of_access_hold_at_the_port_for_monitoring()
    {
        await using var app = await Start(("Access:Open", "false"), ("Access:MetricsNeedKey", "true"));
        var key = await app.Services.GetRequiredService<KeyStore>().Create(new NewKey("prometheus", new HashSet<Scope> { Scope.Read }, null, null), default);

        Assert.Equal(401, await Status(options.MonitoringPort!.Value, "GET /metrics"));
        Assert.Equal(200, await Status(options.MonitoringPort.Value, "GET /metrics", key.Text));
        Assert.Equal(404, await Status(options.Port, "GET /metrics", key.Text));
    }

    [Fact]
    public async Task The_command_health_asks_at_the_port_for_monitoring()
    {
        await using var app = await Start();

        Assert.Equal(0, await Health(options.MonitoringPort!.Value));
        Assert.Equal(1, await Health(null));
    }

    /// <summary>Exit code of a host's command beside the running platform.</summary>
    private async Task<int> Health(int? monitoring)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MetricsPlatform.Ingestion.Host.dll"), "health"])
        {
            RedirectStandardOutput = true,
            Environment = { ["ConnectionStrings__Postgres"] = "Host=127.0.0.1;Port=1", ["ASPNETCORE_HTTP_PORTS"] = $"{options.Port}", ["Monitoring__Port"] = $"{monitoring}" },
        };
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private async Task<WebApplication> Start(params (string Key, string Value)[] settings)
    {
        var connection = await postgres.CreateDatabaseAsync();
        await using (var database = Npgsql.NpgsqlDataSource.Create(connection))
        {
            var keys = new KeyStore(database, TimeProvider.System);
            await keys.CreateSchema(default);
            await keys.Create(new NewKey("first", new HashSet<Scope> { Scope.Read }, null, null), default);
        }
        var app = Composition.Build(options, connection, settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        await app.StartAsync();
        return app;
    }

    /// <summary>What a route answers at a port to who says in the header <c>Host</c> that it is the other one.</summary>
    private async Task<int> Status(int port, string route, string? key = null)
    {
        var (method, path) = route.Split(' ', 2) is [var m, var p] ? (m, p) : throw new ArgumentException(route, nameof(route));
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"http://127.0.0.1:{port}{Parameter().Replace(path, "x")}"));
        request.Headers.Host = $"127.0.0.1:{(port == options.Port ? options.MonitoringPort : options.Port)}";
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
