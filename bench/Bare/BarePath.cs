using System.Diagnostics;
using System.Text.Json;
using MetricsPlatform.Tests.EndToEnd.Driver;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace MetricsPlatform.Bench.Bare;

/// <summary>
/// The least that can be done with a report: read it over HTTP, put it into a quorum queue (confirmed before the answer), take it out and
/// COPY each of its results as a row into one table, fsync on. What the platform costs is told as a share of it.
/// </summary>
internal sealed class BarePath : IAsyncDisposable
{
    private const string Queue = "bare";
    private readonly PostgresFixture postgres = new();
    private readonly SemaphoreSlim stored = new(0);
    private readonly SemaphoreSlim publishing = new(1);
    private RabbitMqServer rabbit = null!;
    private NpgsqlDataSource database = null!;
    private IConnection connection = null!;
    private WebApplication app = null!;
    private PlatformClient client = null!;

    public static async Task<BarePath> Start()
    {
        var path = new BarePath { rabbit = await RabbitMqServer.Create() };
        await path.rabbit.Start();
        await path.postgres.InitializeAsync();
        path.database = NpgsqlDataSource.Create(await path.postgres.CreateDatabase());
        await using (var create = path.database.CreateCommand("create table result (body bytea)"))
        {
            await create.ExecuteNonQueryAsync();
        }
        path.connection = await new ConnectionFactory { Uri = new Uri(path.rabbit.Url) }.CreateConnectionAsync();
        await path.Consume();
        await path.Listen();
        return path;
    }

    /// <summary>From the first byte sent until the last row is committed.</summary>
    public async Task<TimeSpan> Send(IReadOnlyList<Report> reports)
    {
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(reports, new ParallelOptions { MaxDegreeOfParallelism = ScanLoad.Senders }, async (report, ct) =>
        {
            await client.Post("/", "application/sarif+json", report.Body);
            await stored.WaitAsync(ct);
        });
        return clock.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await connection.DisposeAsync();
        await database.DisposeAsync();
        await rabbit.DisposeAsync();
        await postgres.DisposeAsync();
        stored.Dispose();
        publishing.Dispose();
    }

    private async Task Consume()
    {
        var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.BasicQosAsync(0, 4, false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await Store(delivery.Body);
            await channel.BasicAckAsync(delivery.DeliveryTag, false);
            stored.Release();
        };
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer);
    }

    private async Task Store(ReadOnlyMemory<byte> report)
    {
        var rows = RowsOf(report.Span);
        await using var opened = await database.OpenConnectionAsync();
        await using var copy = await opened.BeginBinaryImportAsync("copy result from stdin (format binary)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(report[row], NpgsqlDbType.Bytea);
        }
        await copy.CompleteAsync();
    }

    /// <summary>Where each result stands in a report: the objects in the array <c>results</c>.</summary>
    private static List<Range> RowsOf(ReadOnlySpan<byte> report)
    {
        var rows = new List<Range>();
        var reader = new Utf8JsonReader(report);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("results"))
            {
                reader.Read();
                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                {
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    rows.Add(start..(int)reader.BytesConsumed);
                }
            }
        }
        return rows;
    }

    private async Task Listen()
    {
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        app = builder.Build();
        app.MapPost("/", async (HttpRequest request, CancellationToken ct) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, ct);
            await publishing.WaitAsync(ct);   // a channel takes one publisher at a time
            try
            {
                await channel.BasicPublishAsync("", Queue, mandatory: true, new BasicProperties { Persistent = true }, body.GetBuffer().AsMemory(0, (int)body.Length), ct);
            }
            finally
            {
                publishing.Release();
            }
            return Results.Accepted(value: new { id = Guid.Empty, items = Array.Empty<string>() });
        });
        await app.StartAsync();
        client = new PlatformClient(address);
    }
}
