using System.Diagnostics;

namespace MetricsPlatform.Tests.EndToEnd.Scraping;

/// <summary>Prometheus' own checker.</summary>
internal static class Promtool
{
    /// <param name="input">What it reads from its standard input.</param>
    /// <returns>Its exit code, and what it said.</returns>
    public static async Task<(int Code, string Said)> Run(string[] arguments, string input = "")
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await promtool.StandardInput.WriteAsync(input);
        promtool.StandardInput.Close();
        var errors = promtool.StandardError.ReadToEndAsync();
        var said = await promtool.StandardOutput.ReadToEndAsync() + await errors;
        await promtool.WaitForExitAsync();
        return (promtool.ExitCode, said);
    }
}
