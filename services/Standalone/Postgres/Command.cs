using System.ComponentModel;
using System.Diagnostics;

namespace MetricsPlatform.Standalone.Postgres;

/// <summary>A program that was run to its end.</summary>
/// <param name="Output">What it wrote to both of its outputs.</param>
public sealed record Command(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <param name="folder">Its working directory, which it must be able to enter.</param>
    /// <exception cref="StartupException">There is no such program.</exception>
    public static async Task<Command> RunAsync(IReadOnlyList<string> words, string folder = "/")
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new Command(process.ExitCode, (await output + await errors).Trim());
        }
        catch (Win32Exception e)
        {
            throw new StartupException($"{words[0]} cannot be run: {e.Message}");
        }
    }
}
