using MetricsPlatform.Hosting.Access.Tokens;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MetricsPlatform.Tests.Unit.Hosting.Access;

/// <summary>Anybody can send tokens; what they write into the log is bounded.</summary>
public sealed class RefusedTokensTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly Lines lines = new();
    private readonly RefusedTokens refused;

    public RefusedTokensTests() => refused = new RefusedTokens(clock, lines);

    [Fact]
    public void An_address_and_issuer_write_a_line_a_minute_which_counts_those_left_out()
    {
        Tell("192.0.2.1", "ci", times: 1000);
        Tell("192.0.2.2", "ci", times: 1);
        Tell("192.0.2.1", "people", times: 1);
        clock.Advance(TimeSpan.FromMinutes(1));
        Tell("192.0.2.1", "ci", times: 10);

        Assert.Equal(
            [
                "A token of issuer ci from 192.0.2.1 is refused: wrong (0 more were refused since the line before.)",
                "A token of issuer ci from 192.0.2.2 is refused: wrong (0 more were refused since the line before.)",
                "A token of issuer people from 192.0.2.1 is refused: wrong (0 more were refused since the line before.)",
                "A token of issuer ci from 192.0.2.1 is refused: wrong (999 more were refused since the line before.)",
            ],
            lines);
    }

    [Fact]
    public void However_many_addresses_come_the_lines_of_a_minute_are_bounded()
    {
        foreach (var address in Enumerable.Range(0, RefusedTokens.Most + 500))
        {
            Tell($"{address}", "ci", times: 1);
        }
        Assert.Equal(RefusedTokens.Most, lines.Count);

        clock.Advance(TimeSpan.FromMinutes(1));
        Tell("another", "ci", times: 1);
        Assert.Equal(RefusedTokens.Most + 1, lines.Count);
    }

    private void Tell(string address, string issuer, int times)
    {
        for (var i = 0; i < times; i++)
        {
            refused.Tell(address, issuer, "wrong");
        }
    }

    private sealed class Lines : List<string>, ILogger<RefusedTokens>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
