using MetricsPlatform.Hosting.Catalogue;

namespace MetricsPlatform.Ingestion.Webhooks;

/// <summary>The secrets of connections, read from where the catalogue says they are whenever they are needed: a file may be exchanged at any time.</summary>
internal static class ConnectionSecrets
{
    /// <summary>Those that can be read.</summary>
    public static IReadOnlyList<string> Of(Connection connection) =>
        [.. connection.Secrets.Select(Read).Select(secret => secret.Text).OfType<string>()];

    /// <summary>Why a secret cannot be read; null when it can.</summary>
    public static string? ProblemOf(SecretReference reference) => Read(reference).Problem;

    private static (string? Text, string? Problem) Read(SecretReference reference)
    {
        try
        {
            var text = (reference.File is { } file ? File.ReadAllText(file) : Environment.GetEnvironmentVariable(reference.Environment!))?.Trim();
            return string.IsNullOrEmpty(text) ? (null, $"{reference.File ?? reference.Environment} is empty") : (text, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }
}
