namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>Where a secret is; exactly one of the two is set.</summary>
/// <param name="File">Its only content, but for white space around it.</param>
/// <param name="Environment">Name of an environment variable of the process that needs it.</param>
public sealed record SecretReference(string? File, string? Environment)
{
    /// <summary>The secret as it is now, since a file may be exchanged at any time; or why it cannot be read.</summary>
    public (string? Text, string? Problem) Read()
    {
        try
        {
            var text = (File is not null ? System.IO.File.ReadAllText(File) : System.Environment.GetEnvironmentVariable(Environment!))?.Trim();
            return string.IsNullOrEmpty(text) ? (null, $"{File ?? Environment} is empty") : (text, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }
}
