using System.Text;
using MassTransit;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Storage;
using MetricsPlatform.Ingestion.Submissions;

namespace MetricsPlatform.Ingestion.Triage;

/// <summary>In: a decision that was made on Kpi's pages. Out: it is in the inbox. Asked again, the event is a repeat and the answer the same.</summary>
public sealed class TriageConsumer(Inbox inbox, InboxSchema schema, IngestionOptions options, MessageSender sender) : IConsumer<TriageRequested>
{
    public const string Queue = "ingestion-triage";

    public async Task Consume(ConsumeContext<TriageRequested> context)
    {
        var (asked, ct) = (context.Message, context.CancellationToken);
        await schema.Done(ct);
        await using var body = new MemoryStream(Encoding.UTF8.GetBytes(asked.Event));
        var submission = await inbox.Accept(
            new Intake("events-structured", "application/cloudevents+json", new Dictionary<string, string>(), body, Batch: false, (_, now) =>
            {
                body.Position = 0;
                return CloudEvents.ReadJson(body, batch: false, new EventTimes(now, options.MaxAhead));
            })
            {
                PublishedBy = asked.By,
            },
            ct);
        var refusal = submission.Error ?? submission.Items.Select(item => item.Error).FirstOrDefault(error => error is not null);
        await sender.Answer(asked.ReplyTo, new TriageTaken(asked.Request, submission.Id, refusal?.Message), ct);
    }
}
