using System.Net;
using System.Net.Sockets;

namespace MetricsPlatform.Tests.Unit.Client;

/// <summary>docs/client.md: what is sent again, and when.</summary>
public sealed class RetryTests
{
    private readonly Call call = new();

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_passes_is_sent_again_the_same(int status)
    {
        call.Input = "report";

        Assert.Equal(0, await call.Answers((HttpStatusCode)status).Breaks().Accepts().Run("scan", "-", "--service", "shop"));

        Assert.Equal(3, call.Heard.Count);
        Assert.Single(call.Heard.Select(h => h with { At = default }).Distinct());
    }

    /// <summary>HttpClient gives this one bare when the other side resets a connection at once.</summary>
    [Fact]
    public async Task A_connection_that_breaks_as_soon_as_it_is_made_is_made_again()
    {
        Assert.Equal(0, await call.Breaks(new SocketException((int)SocketError.NotConnected)).Accepts().Run("scan", "-", "--service", "shop"));

        Assert.Equal(2, call.Heard.Count);
    }

    [Theory]
    [InlineData(301, 2)]
    [InlineData(400, 2)]
    [InlineData(401, 3)]
    [InlineData(403, 3)]
    [InlineData(404, 2)]
    [InlineData(409, 2)]
    [InlineData(413, 2)]
    [InlineData(415, 2)]
    public async Task What_would_be_answered_alike_is_not_sent_again(int status, int exit)
    {
        Assert.Equal(exit, await call.Answers((HttpStatusCode)status).Run("scan", "-", "--service", "shop"));

        Assert.Single(call.Heard);
    }

    [Fact]
    public async Task Each_pause_is_twice_the_last_less_up_to_half_of_it_and_no_longer_than_half_a_minute()
    {
        for (var i = 0; i < 11; i++)
        {
            call.Breaks();
        }
        Assert.Equal(0, await call.Accepts().Run("scan", "-", "--service", "shop", "--timeout", "1h"));

        var pauses = call.Seconds.Zip(call.Seconds.Skip(1), (a, b) => b - a).ToList();
        Assert.All(pauses.Zip([0.5, 1, 2, 4, 8, 16, 30, 30, 30, 30, 30]), p => Assert.InRange(p.First, p.Second / 2, p.Second));
        Assert.True(pauses.Skip(6).Distinct().Count() > 1, "no jitter");
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Mon, 02 Mar 2026 02:10:42 GMT", 42)]
    public async Task The_platform_says_when_to_come_back(string retryAfter, double seconds)
    {
        Assert.Equal(0, await call.Answers(HttpStatusCode.TooManyRequests, retryAfter: retryAfter).Accepts().Run("scan", "-", "--service", "shop"));

        Assert.Equal([0, seconds], call.Seconds);
    }

    [Fact]
    public async Task It_is_given_up_in_time_and_said_why()
    {
        Assert.Equal(4, await call.Run("scan", "-", "--service", "shop", "--timeout", "20s"));

        Assert.InRange(call.Seconds.Last(), 1, 20);
        Assert.Matches("^Given up after 20 s; attempt \\d: it answers 503", $"{call.Error}");
    }

    [Fact]
    public async Task It_does_not_wait_for_what_comes_too_late()
    {
        Assert.Equal(4, await call.Answers(HttpStatusCode.ServiceUnavailable, retryAfter: "600").Run("scan", "-", "--service", "shop"));

        Assert.Equal([0], call.Seconds);
    }

    [Fact]
    public async Task It_waits_until_the_figures_show_it()
    {
        Assert.Equal(0, await call.Accepts().Is("accepted").Answers(HttpStatusCode.BadGateway).Is("accepted").Is("processed", """{"results":1,"new":1,"reopened":0,"cleared":0,"unchanged":0}""")
            .Run("scan", "-", "--service", "shop", "--wait"));

        Assert.Equal(4, call.Heard.Count(h => (h.Method, h.Path) == ("GET", $"/v1/submissions/{Call.Id}")));
        Assert.Contains("processed", $"{call.Output}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_does_not_wait_for_a_dead_letter()
    {
        Assert.Equal(4, await call.Accepts().Is("accepted", items: """[{"index":0,"status":"accepted","deadLetter":12}]""").Run("scan", "-", "--service", "shop", "--wait"));

        Assert.Contains("dead letter 12", $"{call.Error}", StringComparison.Ordinal);
    }
}
