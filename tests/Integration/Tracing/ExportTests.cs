using System.Text;
using System.Threading.Channels;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace MetricsPlatform.Tests.Integration.Tracing;

[Collection(LoneTests.Name)]
public sealed class ExportTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Traces_go_to_the_collector_that_the_standard_variable_names()
    {
        var received = Channel.CreateUnbounded<string>();
        await using var collector = Listening(WebApplication.CreateSlimBuilder());
        collector.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            await received.Writer.WriteAsync(Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = await postgres.CreateDatabaseAsync(),
            ["Access:Open"] = "true",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
        });
        builder.AddPlatformDefaults("traced-host");
        await using var app = Listening(builder);
        app.MapPlatformDefaults();
        app.MapGet("/some/route", () => "").Require(Scope.Read);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        await http.GetStringAsync("/some/route");

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var all = "";
        while (!all.Contains("/some/route", StringComparison.Ordinal))
        {
            all += await received.Reader.ReadAsync(limit.Token);
        }
        Assert.Contains("traced-host", all, StringComparison.Ordinal);
    }

    private static WebApplication Listening(WebApplicationBuilder builder)
    {
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }
}
