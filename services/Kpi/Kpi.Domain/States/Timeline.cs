using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>A finding's steps, sorted by time: from <see cref="At"/> on it was <see cref="Kind"/>.</summary>
internal readonly ref struct Timeline(ReadOnlySpan<long> at, ReadOnlySpan<byte> kinds)
{
    private readonly ReadOnlySpan<long> _at = at;
    private readonly ReadOnlySpan<byte> _kinds = kinds;

    public int Length => _at.Length;

    /// <summary>In ticks of UTC.</summary>
    public long At(int step) => _at[step];

    /// <summary>A <see cref="StepKind"/>.</summary>
    public byte Kind(int step) => _kinds[step];

    public bool IsExposed(int step) => StepKind.IsExposed(_kinds[step]);

    /// <summary>Of a step to exposure.</summary>
    public Severity Severity(int step) => (Severity)_kinds[step];
}
