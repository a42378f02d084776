using System.Reflection;
using MassTransit;
using MetricsPlatform.Hosting.Bus;
using Microsoft.Extensions.Time.Testing;

namespace MetricsPlatform.Tests.Unit.Hosting;

/// <summary>docs/reliability.md: whoever sends is never stuck with a message.</summary>
public sealed class MessageSenderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_bus_does_not_confirm_has_failed_whether_or_not_it_gives_up_when_told_to(bool givesUp)
    {
        var clock = new FakeTimeProvider();
        var bus = DispatchProxy.Create<IBus, SilentBus>();
        ((SilentBus)(object)bus).GivesUp = givesUp;

        var sent = new MessageSender(bus, clock).Publish("a message", CancellationToken.None);
        for (var second = 0; second < 100 && !sent.IsCompleted; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(sent, Task.Delay(10));
        }

        Assert.True(sent.IsCompleted);
        await Assert.ThrowsAsync<TimeoutException>(() => sent);
    }
}

/// <summary>Takes every message, and says nothing.</summary>
public class SilentBus : DispatchProxy
{
    public bool GivesUp { get; set; }

    protected override object Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Task.Delay(Timeout.InfiniteTimeSpan, GivesUp ? (CancellationToken)args![^1]! : CancellationToken.None);
}
