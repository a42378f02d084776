using System.Diagnostics;

namespace MetricsPlatform.Tests.EndToEnd.Client;

/// <summary>A built program of this repository, run to its end.</summary>
internal static class Command
{
    /// <param name="environment">Besides ours; variables of pipelines are not handed on.</param>
    public static async Task<(int Exit, string Output, string Error)> Run(string program, string[] words, Dictionary<string, string> environment, string input = "")
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. words])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var name in (string[])["GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "JENKINS_URL"])
        {
            start.Environment.Remove(name);
        }
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
