namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>Paths of files as identity compares them: relative, forward slashes, no <c>.</c> and no <c>..</c>.</summary>
public static class RepositoryPath
{
    /// <summary>What has no file of its own stands at the root of what was scanned.</summary>
    public const string Root = ".";

    /// <summary>
    /// <c>./src\a.cs</c> and <c>/src/b/../a.cs</c> become <c>src/a.cs</c>: a leading slash means the root of what was scanned, as scanners that
    /// run in a container with the repository mounted at the root write it.
    /// </summary>
    public static string Normalise(string path)
    {
        if (IsNormal(path))
        {
            return path;
        }
        var segments = new List<string>();
        foreach (var segment in path.Replace('\\', '/').Split('/'))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "." or ".."))
            {
                segments.Add(segment);
            }
        }
        return segments.Count == 0 ? Root : string.Join('/', segments);
    }

    private static bool IsNormal(string path) =>
        path.Length > 0 && path[0] is not ('/' or '.') && path[^1] != '/' && !path.Contains('\\')
        && !path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal);
}
