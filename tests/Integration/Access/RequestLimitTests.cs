using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>What limits answer, at a host whose clock stands still: three requests, two failures.</summary>
[Collection(PostgresTests.Name)]
public sealed class RequestLimitTests(PostgresFixture postgres) : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly HttpClient http = new();
    private string database = "";
    private WebApplication app = null!;

    public async Task InitializeAsync()
    {
        database = await postgres.CreateDatabaseAsync();
        await Start();
    }

    public void Dispose() => http.Dispose();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_caller_that_asks_too_often_is_told_when_to_come_back_and_nobody_else_is()
    {
        var (ci, other) = (await Key("ci"), await Key("other"));
        Assert.Equal([200, 200, 200], await Statuses(3, ci));

        using var refused = await Send("/who", ci);
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;
        Assert.Equal(
            (429, "1", "application/problem+json", "too_many_requests"),
            ((int)refused.StatusCode, refused.Headers.RetryAfter?.ToString(), refused.Content.Headers.ContentType?.MediaType, (string?)problem["reason"]));
        Assert.StartsWith("The key 'ci' sends more than 1 requests a second, and more than 3 at once.", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal([200], await Statuses(1, other));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([200, 429], await Statuses(2, ci));
    }

    [Fact]
    public async Task Who_shows_nothing_shares_the_limit_of_an_address_and_monitoring_has_none()
    {
        Assert.Equal([401, 401, 401, 429], await Statuses(4, null));
        Assert.Equal([429], await Statuses(1, null, "/openapi/v1.json"));
        Assert.Equal([200], await Statuses(1, await Key("ci")));

        var before = await Limited("address");
        Assert.Equal([429], await Statuses(1, null, "/openapi/v1.json"));
        Assert.Equal(before + 1, await Limited("address"));
        Assert.Equal([200, 200, 200, 200], await Statuses(4, null, "/health/live"));
    }

    [Fact]
    public async Task An_address_that_shows_too_many_wrong_keys_is_told_to_wait_and_a_right_one_opens_all_the_same()
    {
        var right = await Key("ci");
        Assert.Equal([401, 401], await Statuses(2, KeyText.New()));
        var before = await Limited("failures");

        using var refused = await Send("/who", KeyText.New());
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;
        Assert.Equal((429, "30", "too_many_failures"), ((int)refused.StatusCode, refused.Headers.RetryAfter?.ToString(), (string?)problem["reason"]));
        Assert.Equal("Nobody knows the API key. This address shows more than 2 keys, tokens or signatures a minute that are not right.", (string?)problem["detail"]);
        Assert.Equal(before + 1, await Limited("failures"));
        Assert.Equal([200], await Statuses(1, right));

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([401, 429], await Statuses(2, KeyText.New()));
    }

    [Fact]
    public async Task What_a_request_says_of_its_address_is_believed_only_where_that_is_configured()
    {
        Assert.Equal([401, 401], await Statuses(2, null, from: "192.0.2.1"));
        Assert.Equal([401, 429], await Statuses(2, null, from: "192.0.2.2"));

        await app.DisposeAsync();
        await Start(("ForwardedHeaders_Enabled", "true"));   // ASPNETCORE_FORWARDEDHEADERS_ENABLED, as the host reads it

        Assert.Equal([401, 401, 401, 429], await Statuses(4, null, from: "192.0.2.1"));
        Assert.Equal([401], await Statuses(1, null, from: "192.0.2.2"));
    }

    private async Task Start(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([
            new("urls", "http://127.0.0.1:0"), new("ConnectionStrings:Postgres", database),
            new("Access:Limits:RequestsPerSecond", "1"), new("Access:Limits:Burst", "3"), new("Access:Limits:FailuresPerMinute", "2"),
            .. settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))]);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddPlatformDefaults("host");
        app = builder.Build();
        app.MapPlatformDefaults();
        app.MapPlatformMetrics();
        app.MapGet("/who", (Caller caller) => new { caller.Name }).Require(Scope.Read);
        await app.Services.GetRequiredService<KeyStore>().CreateSchema(default);
        await Key($"start{Guid.NewGuid():N}");   // without any key it would not start
        await app.StartAsync();
    }

    private async Task<string> Key(string name)
    {
        var key = await app.Services.GetRequiredService<KeyStore>().Create(new NewKey(name, new HashSet<Scope> { Scope.Read }, null, null), default);
        await app.Services.GetRequiredService<KeyRing>().Refresh(default);
        return key.Text;
    }

    private async Task<HttpResponseMessage> Send(string path, string? key, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(app.Urls.Single()), path));
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }
        return await http.SendAsync(request);
    }

    private async Task<IReadOnlyList<int>> Statuses(int times, string? key, string path = "/who", string? from = null)
    {
        var statuses = new List<int>();
        while (statuses.Count < times)
        {
            using var response = await Send(path, key, from);
            statuses.Add((int)response.StatusCode);
        }
        return statuses;
    }

    /// <summary>As <c>/metrics</c> counts them, for all hosts of this process.</summary>
    private async Task<double> Limited(string limit)
    {
        using var response = await Send("/metrics", null);
        var start = $"devsecops_requests_limited_total{{limit=\"{limit}\"}} ";
        var line = (await response.Content.ReadAsStringAsync()).Split('\n').FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[start.Length..], CultureInfo.InvariantCulture);
    }
}
