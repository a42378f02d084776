using System.Globalization;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Standalone.Postgres;

/// <summary>An installed PostgreSQL server.</summary>
/// <param name="Folder">Has <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
/// <param name="Major">A cluster can only be read by the major version that made it.</param>
public sealed partial record PostgresBinaries(string Folder, int Major)
{
    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    public string Initdb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The server to use: <c>PG_BIN</c>'s if that is set, else the newest one installed, or the one of the cluster's version.</summary>
    /// <param name="clusterMajor">Version of the existing cluster, if there is one.</param>
    /// <exception cref="StartupException">None fits.</exception>
    public static async Task<PostgresBinaries> FindAsync(int? clusterMajor)
    {
        var named = Environment.GetEnvironmentVariable("PG_BIN");
        var found = new List<PostgresBinaries>();
        foreach (var folder in named is null ? DebianFolders().Concat(PathFolders()) : [named])
        {
            if (Programs.All(p => File.Exists(Path.Combine(folder, p))))
            {
                found.Add(new PostgresBinaries(folder, await MajorOfAsync(folder)));
            }
        }
        if (found.Count == 0)
        {
            throw new StartupException(named is null
                ? "There is no PostgreSQL server on this machine. Install the package 'postgresql' (Debian, Ubuntu: apt-get install postgresql), set PG_BIN to the folder that has initdb, pg_ctl and postgres, or give a server with --postgres."
                : $"PG_BIN is {named}, which does not have initdb, pg_ctl and postgres.");
        }
        return Choose(found, clusterMajor);
    }

    /// <summary>The newest, or the one that can read the existing cluster.</summary>
    public static PostgresBinaries Choose(IReadOnlyList<PostgresBinaries> found, int? clusterMajor) =>
        clusterMajor is null
            ? found.MaxBy(b => b.Major)!
            : found.FirstOrDefault(b => b.Major == clusterMajor) ?? throw new StartupException(
                $"The data folder was made by PostgreSQL {clusterMajor}, and this machine has {string.Join(" and ", found.Select(b => b.Major).Distinct().Order())}. Install the package 'postgresql-{clusterMajor}', or give another folder with --data.");

    private static IEnumerable<string> DebianFolders() =>
        Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(f => Path.Combine(f, "bin")) : [];

    private static string[] PathFolders() =>
        Environment.GetEnvironmentVariable("PATH")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static async Task<int> MajorOfAsync(string folder)
    {
        var version = await Command.RunAsync([Path.Combine(folder, "postgres"), "--version"]);
        var major = VersionNumber().Match(version.Output);
        return major.Success
            ? int.Parse(major.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new StartupException($"{folder}/postgres does not tell its version: {version.Output}");
    }

    /// <summary>As in <c>postgres (PostgreSQL) 15.18 (Debian …)</c>.</summary>
    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();
}
