using System.Globalization;

namespace MetricsPlatform.Standalone.Postgres;

/// <summary>What <c>postmaster.pid</c> says about a server that runs, or ran, on a cluster.</summary>
/// <param name="Port">Where it listens.</param>
/// <remarks>
/// Lines: process, data folder, start time, port, socket folder, address, shared memory, status (PostgreSQL, miscadmin.h).
/// The process number alone proves nothing: after a reboot it may be anybody's. A server's processes work inside their cluster's folder,
/// so those are ours that see this very file in their working directory.
/// </remarks>
public sealed record Postmaster(int ProcessId, int Port, string Contents)
{
    private const string FileName = "postmaster.pid";

    /// <summary>Null: the last server here stopped properly, or none ever ran.</summary>
    public static Postmaster? Of(string cluster)
    {
        var contents = ReadOrNull(Path.Combine(cluster, FileName));
        var lines = contents?.Split('\n') ?? [];
        return lines.Length > 4
            && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var process)
            && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
                ? new Postmaster(process, port, contents!)
                : null;
    }

    /// <summary>The server itself works.</summary>
    public bool IsRunning => WorksHere(ProcessId);

    /// <summary>It is on its way down.</summary>
    public bool IsStopping => Contents.Contains("\nstopping", StringComparison.Ordinal);

    /// <summary>Processes that still work on the cluster; those of a server that was killed leave by themselves.</summary>
    public IReadOnlyList<int> Processes() => Directory.GetDirectories("/proc")
        .Select(p => int.TryParse(Path.GetFileName(p), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && WorksHere(id))
        .ToList();

    private bool WorksHere(int process) =>
        ReadOrNull($"/proc/{process}/comm")?.StartsWith("postgres", StringComparison.Ordinal) == true
        && ReadOrNull($"/proc/{process}/cwd/{FileName}") == Contents;

    private static string? ReadOrNull(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
