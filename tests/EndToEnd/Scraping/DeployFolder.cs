namespace MetricsPlatform.Tests.EndToEnd.Scraping;

/// <summary>The repository's folder <c>deploy</c>, beside the tests.</summary>
internal static class DeployFolder
{
    public static string Of(params string[] path) => Path.Combine([AppContext.BaseDirectory, "deploy", .. path]);

    public static string[] Files(string pattern, params string[] path) => Directory.GetFiles(Of(path), pattern);
}
