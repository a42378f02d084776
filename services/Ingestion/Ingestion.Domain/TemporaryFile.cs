namespace MetricsPlatform.Ingestion.Domain;

/// <summary>A file for what is too large to hold, and needed only while it is open.</summary>
public static class TemporaryFile
{
    /// <summary>Opens one without a name: a process that is killed leaves nothing behind.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public static FileStream Create(int bufferSize)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize, FileOptions.DeleteOnClose);
        File.Delete(path);
        return file;
    }
}
