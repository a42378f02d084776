using System.Diagnostics;
using MetricsPlatform.Hosting.Defaults;

namespace MetricsPlatform.Tests.Unit.Hosting;

public sealed class TraceTests : IDisposable
{
    private const string Stored = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Other = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == PlatformTraces.SourceName,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
    };

    public TraceTests() => ActivitySource.AddActivityListener(listener);

    public void Dispose() => listener.Dispose();

    [Fact]
    public void A_stored_trace_goes_on()
    {
        using var span = PlatformTraces.Continue("work", Stored);

        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"), ($"{span!.TraceId}", $"{span.ParentSpanId}"));
        Assert.Equal(span.Id, PlatformTraces.Current);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("what an older version stored")]
    public void Without_a_stored_trace_a_new_one_begins(string? stored)
    {
        using var span = PlatformTraces.Continue("work", stored);

        Assert.Equal(default, span!.ParentSpanId);
    }

    [Fact]
    public void Work_for_several_traces_is_of_one_and_linked_to_each_other_once()
    {
        using var outer = PlatformTraces.Continue("outer", Stored);
        using var inner = PlatformTraces.Start("inner", [Stored, Other, null, Other]);
        using var alone = PlatformTraces.Start("alone", [Stored]);

        Assert.Equal(outer!.SpanId, inner!.ParentSpanId);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", $"{Assert.Single(inner.Links).Context.TraceId}");
        Assert.Empty(alone!.Links);
    }

    [Fact]
    public void Where_nobody_traces_there_is_nothing_to_store() => Assert.Null(PlatformTraces.Current);
}
