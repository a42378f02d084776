using System.CommandLine;
using MetricsPlatform.Client.Sending;

namespace MetricsPlatform.Client.Commands;

/// <summary><c>mp event</c>: CloudEvents (docs/events.md). Their source and id tell a repeat.</summary>
internal static class EventCommand
{
    public const string Path = "v1/events";

    /// <summary>An array is a batch, anything else one event.</summary>
    public const string MediaType = "application/json";

    public static Command Make(Surroundings surroundings)
    {
        var files = FilesArgument.Make("a CloudEvent or an array of them, as JSON; - is standard input");
        var platform = new PlatformOptions();
        var command = new Command("event", "sends CloudEvents") { files };
        platform.AddTo(command);
        command.SetAction((line, ct) => Session.Run(line, platform, surroundings, async session =>
        {
            foreach (var file in line.GetRequiredValue(files))
            {
                await using var events = await Payload.Open(file, surroundings.Input, ct);
                await session.Send(events, Path, MediaType, idempotencyKey: null, ct);
            }
        }, ct));
        return command;
    }
}
