namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>One scan that a report tells of. What the request says of it goes before what the report says.</summary>
internal sealed record ReportedScan
{
    /// <summary>JSON pointer to it, where a report tells of several.</summary>
    public string Pointer { get; init; } = "";

    /// <summary>The tool, where the format is not the tool's own.</summary>
    public string? Tool { get; init; }

    /// <summary>What of the service was scanned, if it is called the same in each build; not a file name of the build machine, not an image's tag.</summary>
    public string? Target { get; init; }

    public string? Version { get; init; }
    public string? Commit { get; init; }
    public string? Branch { get; init; }

    /// <summary>When it began, else when the report was written.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>False when the report says that the tool failed: such a scan closes nothing.</summary>
    public bool Successful { get; init; } = true;

    /// <summary>False when the report says that it covers a part only: such a scan closes nothing.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>What it tells, read from the report each time it is enumerated. Null for a scan that says nothing, which is not the same as one that found nothing.</summary>
    public IEnumerable<Reported>? Results { get; init; }
}
