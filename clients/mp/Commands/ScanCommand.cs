using System.CommandLine;
using MetricsPlatform.Client.Sending;

namespace MetricsPlatform.Client.Commands;

/// <summary><c>mp scan</c>: reports as scanners wrote them.</summary>
internal static class ScanCommand
{
    /// <summary>Options that are parameters of <c>POST /v1/scans</c> (docs/http.md), by the parameter's name.</summary>
    private static readonly (string Name, string Help, string Description)[] Parameters =
    [
        ("tool", "NAME", "scanner; default: the report's"),
        ("target", "TEXT", "what of the service; give it where one tool scans several things"),
        ("stage", "build|staging|production", "where the scanned thing is running or going; default: build"),
        ("version", "VERSION", "version that was scanned"),
        ("commit", "SHA", "commit that was scanned; default: the pipeline's"),
        ("branch", "NAME", "branch that was scanned; default: the pipeline's; only main branches change findings"),
        ("complete", "true|false", "false for a scan of a part; default: true"),
        ("time", "TIME", "when it was scanned, RFC 3339; default: the report's, else now"),
        ("kind", "KIND", "kind of every result, in a report that does not say"),
        ("format", "NAME", "the report's format; default: told from the content"),
    ];

    public static Command Make(Surroundings surroundings)
    {
        var files = FilesArgument.Make("reports; - is standard input");
        var service = new Option<string>("--service") { Description = "the deployable that was scanned", HelpName = "NAME", Required = true };
        var run = new Option<string?>("--run")
        {
            Description = "tells this run from others; within one, the same report counts once; default: the pipeline's run, else this call", HelpName = "ID",
        };
        var parameters = Parameters.Select(p => new Option<string?>($"--{p.Name}") { Description = p.Description, HelpName = p.Help }).ToList();
        var platform = new PlatformOptions();
        var command = new Command("scan", "sends reports in any format that the platform reads") { files, service };
        parameters.ForEach(command.Options.Add);
        command.Options.Add(run);
        platform.AddTo(command);
        command.SetAction((line, ct) => Session.Run(line, platform, surroundings, async session =>
        {
            var pipeline = PipelineRun.Of(surroundings.Environment);
            var id = line.GetValue(run) ?? pipeline.Id ?? $"{Guid.NewGuid()}";
            var request = new ScanRequest(
            [
                ("service", line.GetRequiredValue(service)),
                .. Parameters.Zip(parameters, (p, option) => (p.Name, line.GetValue(option) ?? p.Name switch { "commit" => pipeline.Commit, "branch" => pipeline.Branch, _ => null })),
            ]);
            foreach (var file in line.GetRequiredValue(files))
            {
                await using var report = await Payload.Open(file, surroundings.Input, ct);
                await session.Send(report, request.Path, "application/octet-stream", request.KeyFor(id, await report.Hash(ct)), ct);
            }
        }, ct));
        return command;
    }
}
