using System.CommandLine;
using System.CommandLine.Invocation;

namespace MetricsPlatform.Client.Commands;

/// <summary>The command line.</summary>
internal static class Mp
{
    /// <returns>The process's exit code: a <see cref="ExitCode"/>.</returns>
    public static Task<int> Run(string[] words, Surroundings surroundings)
    {
        var root = new RootCommand("Sends reports and events of pipelines to MetricsPlatform. The key is read from MP_KEY or the file that MP_KEY_FILE names.")
        {
            ScanCommand.Make(surroundings), EventCommand.Make(surroundings), DeploymentCommand.Make(surroundings),
        };
        var line = root.Parse(words);
        if (line.Action is ParseErrorAction wrong)
        {
            (wrong.ShowHelp, wrong.ShowTypoCorrections) = (false, false);   // they would stand where a result is expected
        }
        return line.InvokeAsync(new InvocationConfiguration
        {
            Output = surroundings.Output, Error = surroundings.Error, EnableDefaultExceptionHandler = false,
        });
    }
}
