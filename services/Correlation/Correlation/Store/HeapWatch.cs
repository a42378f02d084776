namespace MetricsPlatform.Correlation.Store;

/// <summary>Tells when what is in use comes near what .NET may have: three quarters of a container's limit, or the machine's memory.</summary>
internal sealed class HeapWatch
{
    /// <summary>The rest is for what a large scan makes and drops.</summary>
    private const double Full = 0.7;

    private long lastCollection;

    /// <summary>True once after each full collection that left more than 70 % in use; what was let go since, only the next one tells.</summary>
    public bool BecameFull()
    {
        var collection = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return Interlocked.Exchange(ref lastCollection, collection.Index) != collection.Index
            && collection.HeapSizeBytes - collection.FragmentedBytes > Full * collection.TotalAvailableMemoryBytes;
    }
}
