namespace MetricsPlatform.Tests.Integration.Kpi;

/// <summary>A clock that stands; timers run.</summary>
internal sealed class FixedDay(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
