using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using MetricsPlatform.Tests.EndToEnd.Driver;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Ingestion;

/// <summary>The ingestion host as a process of its own, killed at a fault point.</summary>
[Collection(InboxTests.Name)]
public sealed class CrashTests(PostgresFixture postgres)
{
    private const int KilledAt = 4;

    [Fact]
    public async Task A_process_that_is_killed_right_after_a_commit_has_lost_nothing()
    {
        var database = await postgres.CreateDatabaseAsync();
        using var host = await StartHost(database);
        var acknowledged = await PostUntilItDies(host.Address);

        await using var next = await IngestionProcess.StartAsync(database, new FakePlatform { CommitsAt = 1, AppliedWhenAsked = 1 });
        Assert.Equal(KilledAt - 1, acknowledged.Count);
        foreach (var submission in acknowledged)
        {
            await next.Until(submission, "processed");
        }
        var repeat = await next.PostEvent(IngestionProcess.Deployment($"{KilledAt}"));
        Assert.Equal("duplicate", (string?)repeat.Body["status"]);
        await next.Until(repeat.Id, "processed");
    }

    private static async Task<List<Guid>> PostUntilItDies(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        var acknowledged = new List<Guid>();
        for (var i = 1; i <= KilledAt; i++)
        {
            using var content = new StringContent(IngestionProcess.Json(IngestionProcess.Deployment($"{i}")));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
            try
            {
                using var response = await http.PostAsync(new Uri("/v1/events", UriKind.Relative), content);
                acknowledged.Add((await Answer.Of(response)).Id);
            }
            catch (Exception e) when (e is HttpRequestException or SocketException)
            {
                return acknowledged;
            }
        }
        return acknowledged;
    }

    private static async Task<HostProcess> StartHost(string database)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MetricsPlatform.Ingestion.Host.dll")])
        {
            Environment =
            {
                ["ConnectionStrings__Postgres"] = database, ["ASPNETCORE_URLS"] = address.ToString(), ["Access__Open"] = "true",
                ["Faults__KillAfter"] = "inbox-commit", ["Faults__Count"] = $"{KilledAt}",
            },
        };
        var host = new HostProcess(Process.Start(start)!, address);
        using var http = new HttpClient { BaseAddress = address };
        await Eventually.Be(() => Answers(http), answers => answers);
        return host;
    }

    private static async Task<bool> Answers(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/v1/dead-letters", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            return false;
        }
    }

    private sealed record HostProcess(Process Process, Uri Address) : IDisposable
    {
        public void Dispose()
        {
            if (!Process.HasExited)
            {
                Process.Kill();
            }
            Process.Dispose();
        }
    }
}
