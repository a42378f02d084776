using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>What a step of a timeline leads to, in a byte: a <see cref="Severity"/>, or not exposed.</summary>
internal static class StepKind
{
    public const byte Gone = (byte)Severity.Critical + 1;
    public const byte Retired = Gone + 1;

    public static byte Of(TimelineStep step) => step.Severity is { } severity ? (byte)severity : step.Retired ? Retired : Gone;

    public static bool IsExposed(byte kind) => kind < Gone;
}
