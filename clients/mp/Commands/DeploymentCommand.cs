using System.CommandLine;
using System.Globalization;
using MetricsPlatform.Client.Sending;

namespace MetricsPlatform.Client.Commands;

/// <summary><c>mp deployment</c>: a version was deployed, or was not.</summary>
internal static class DeploymentCommand
{
    public static Command Make(Surroundings surroundings)
    {
        var service = new Option<string>("--service") { Description = "what was deployed", HelpName = "NAME", Required = true };
        var version = new Option<string>("--version") { Description = "its version; for a rollback the one that runs now", HelpName = "VERSION", Required = true };
        var environment = new Option<string>("--environment") { Description = "where", HelpName = "NAME", DefaultValueFactory = _ => "production" };
        var outcome = new Option<string>("--outcome") { Description = "how it ended", HelpName = "succeeded|failed|rolled_back", DefaultValueFactory = _ => "succeeded" };
        var commit = new Option<string?>("--commit") { Description = "what the version was built from; default: the pipeline's", HelpName = "SHA" };
        var features = new Option<string[]>("--feature") { Description = "tracker key of a feature that the release brings; may be given again", HelpName = "KEY" };
        var page = new Option<string?>("--run-url") { Description = "page of the pipeline's run; default: the pipeline's", HelpName = "URL" };
        var at = new Option<string?>("--at") { Description = "when, RFC 3339; default: now", HelpName = "TIME" };
        var source = new Option<string?>("--source") { Description = "the event's source; default: /ci/SERVICE", HelpName = "URI" };
        var id = new Option<string?>("--id") { Description = "the event's id; default: made of what it says and when", HelpName = "ID" };
        var platform = new PlatformOptions();
        outcome.AcceptOnlyFromAmong("succeeded", "failed", "rolled_back");
        var command = new Command("deployment", "tells that a version was deployed") { service, version, environment, outcome, commit, features, page, at, source, id };
        platform.AddTo(command);
        command.SetAction((line, ct) => Session.Run(line, platform, surroundings, async session =>
        {
            var pipeline = PipelineRun.Of(surroundings.Environment);
            var deployment = new Deployment(
                line.GetRequiredValue(service), line.GetRequiredValue(version), line.GetRequiredValue(environment), line.GetValue(commit) ?? pipeline.Commit,
                line.GetRequiredValue(outcome), line.GetValue(features) ?? [], line.GetValue(page) ?? pipeline.Url);
            var now = surroundings.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var told = DeploymentEvent.Of(deployment, line.GetValue(at) ?? now, line.GetValue(source), line.GetValue(id));
            await using var payload = Payload.Of(told.ToJson(), $"deployment of {deployment.Service} {deployment.Version}");
            await session.Send(payload, EventCommand.Path, EventCommand.MediaType, idempotencyKey: null, ct);
        }, ct));
        return command;
    }
}
