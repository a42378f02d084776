using System.Net;
using System.Threading.RateLimiting;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace MetricsPlatform.Tests.Unit.Hosting.Access;

/// <summary>Who shares a limit with whom, and what it lets through (decision 0092).</summary>
public sealed class RequestLimitsTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly RequestLimits limits;

    public RequestLimitsTests() => limits = Limits(new LimitOptions { RequestsPerSecond = 10, Burst = 3, FailuresPerMinute = 2 });

    public void Dispose() => limits.Dispose();

    [Fact]
    public void After_a_burst_a_caller_goes_on_at_the_rate()
    {
        Assert.Equal(3, Granted(() => From("ci"), of: 5));
        Assert.Equal(TimeSpan.FromMilliseconds(100), Wait(From("ci")));

        clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(TimeSpan.FromMilliseconds(1), Wait(From("ci")));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Granted(() => From("ci"), of: 5));

        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, Granted(() => From("ci"), of: 5));
    }

    [Fact]
    public void Callers_of_one_address_have_a_limit_each_and_one_caller_has_one_at_all_addresses()
    {
        Assert.Equal(3, Granted(() => From("ci"), of: 5));
        Assert.Equal(3, Granted(() => From("github:acme/shop"), of: 5));
        Assert.Equal(0, Granted(() => From("ci", "203.0.113.9"), of: 5));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]   // one network of 64 bits
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void Who_is_nobody_is_told_apart_by_address(string one, string other, bool same)
    {
        Assert.Equal(3, Granted(() => From(null, one), of: 5));
        Assert.Equal(same ? 0 : 3, Granted(() => From(null, other), of: 5));
    }

    [Fact]
    public void Whom_an_open_process_lets_in_without_anything_has_no_limit()
    {
        var open = From(null);
        open.Features.Set(new Caller(null, "key", []));

        Assert.Equal(100, Granted(() => open, of: 100));
    }

    [Fact]
    public void A_webhook_has_a_limit_of_its_connection_and_address()
    {
        Assert.Equal(3, Granted(() => Webhook("acme", "192.0.2.1"), of: 5));
        Assert.Equal(3, Granted(() => Webhook("acme", "192.0.2.2"), of: 5));
        Assert.Equal(3, Granted(() => Webhook("other", "192.0.2.1"), of: 5));
        Assert.Equal(3, Granted(() => From(null, "192.0.2.1"), of: 5));
    }

    [Fact]
    public void A_limit_of_0_is_none()
    {
        using var none = Limits(new LimitOptions { RequestsPerSecond = 0, FailuresPerMinute = 0 });

        Assert.Equal(10_000, Granted(() => From("ci"), of: 10_000, none));
        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.Null(none.Failed(From(null))));
    }

    [Fact]
    public void An_address_that_is_wrong_too_often_is_told_to_wait_and_others_are_not()
    {
        Assert.Null(limits.Failed(From(null)));
        Assert.Null(limits.Failed(From(null)));

        var excess = limits.Failed(From(null));
        Assert.Equal(("too_many_failures", TimeSpan.FromSeconds(30)), (excess?.Reason, excess?.RetryAfter));
        Assert.Contains("more than 2 ", excess!.Detail, StringComparison.Ordinal);
        Assert.Null(limits.Failed(From(null, "203.0.113.9")));
        Assert.Equal(3, Granted(() => From(null), of: 5));

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(limits.Failed(From(null)));
        Assert.NotNull(limits.Failed(From(null)));
    }

    [Fact]
    public void Names_come_and_go_and_few_are_kept()
    {
        using var buckets = new TokenBuckets(clock, perSecond: 1, burst: 1);
        for (var second = 0; second < 50; second++)
        {
            Assert.All(Enumerable.Range(0, 1000), i => Assert.True(buckets.AttemptAcquire($"{second} {i}").IsAcquired));
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.InRange(buckets.Kept, 1, 3000);
    }

    [Fact]
    public void However_many_names_come_at_once_there_are_never_more_than_fit()
    {
        using var buckets = new TokenBuckets(clock, perSecond: 1, burst: 1);
        foreach (var name in Enumerable.Range(0, 3 * TokenBuckets.Most))
        {
            Assert.True(buckets.AttemptAcquire($"{name}").IsAcquired);
            Assert.InRange(buckets.Kept, 1, TokenBuckets.Most);
        }
    }

    private RequestLimits Limits(LimitOptions options) => new(new AccessOptions { Limits = options }, clock);

    private int Granted(Func<HttpContext> request, int of, RequestLimits? by = null) =>
        Enumerable.Range(0, of).Count(_ => (by ?? limits).Requests.AttemptAcquire(request()).IsAcquired);

    private TimeSpan Wait(HttpContext request)
    {
        using var lease = limits.Requests.AttemptAcquire(request);
        Assert.False(lease.IsAcquired);
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : default;
    }

    /// <param name="name">Null: who shows nothing.</param>
    private static DefaultHttpContext From(string? name, string address = "192.0.2.1")
    {
        var request = new DefaultHttpContext();
        request.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (name is not null)
        {
            request.Features.Set(new Caller(name, "key", []));
        }
        return request;
    }

    private static DefaultHttpContext Webhook(string connection, string address)
    {
        var request = From(null, address);
        request.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new SignedByConnection()), null));
        request.Request.RouteValues["connection"] = connection;
        return request;
    }
}
