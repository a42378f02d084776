namespace MetricsPlatform.Bench.Faults;

/// <summary>Leaves no room where PostgreSQL and RabbitMQ have their data, which is the folder for temporary files.</summary>
internal static class FullDisk
{
    /// <summary>Nobody fills a machine's own file system by mistake.</summary>
    private const long Largest = 8L << 30;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>It is a small file system of its own.</summary>
    public static bool IsPossible => Drive is { TotalSize: < Largest, RootDirectory.FullName: not "/" };

    private static DriveInfo Drive => new(Path.GetTempPath());

    /// <summary>Takes what room there is, again and again, and gives it back in the end.</summary>
    public static async Task For(TimeSpan time)
    {
        var path = Path.Combine(Path.GetTempPath(), "ballast");
        var end = DateTime.UtcNow + time;
        try
        {
            while (DateTime.UtcNow < end)
            {
                Fill(path);
                await Task.Delay(Look);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Fill(string path)
    {
        var block = new byte[64 * 1024];
        using var ballast = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Delete, bufferSize: 0);
        try
        {
            while (true)
            {
                ballast.Write(block);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }
}
