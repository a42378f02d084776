using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MetricsPlatform.Bench.Reports;

/// <summary>This program once more, with little memory, also for its youngest generation, for work whose memory is measured or that may crash.</summary>
internal static class ChildProcess
{
    /// <param name="words">Its command line.</param>
    /// <returns>What it wrote as JSON; or, null, why it did not.</returns>
    public static (T? Result, string Error) Run<T>(long heapLimit, params string[] words)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_GCHeapHardLimit"] = heapLimit.ToString("x", CultureInfo.InvariantCulture), ["DOTNET_gcServer"] = "0", ["DOTNET_gcConcurrent"] = "1" },
        };
        using var child = Process.Start(start)!;
        var error = child.StandardError.ReadToEndAsync();
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? (JsonSerializer.Deserialize<T>(output), "") : (default, $"exit code {child.ExitCode}: {error.Result}");
    }
}
