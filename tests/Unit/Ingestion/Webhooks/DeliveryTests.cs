using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Webhooks;

namespace MetricsPlatform.Tests.Unit.Ingestion.Webhooks;

/// <summary>What holds for every sender with events of its own.</summary>
public sealed class DeliveryTests
{
    private const string Issue = """
        { "action": "labeled", "repository": { "full_name": "acme/checkout" },
          "issue": { "number": 7, "title": "CVE-2021-44228", "state": "open", "labels": [{ "name": "security" }], "updated_at": "2026-03-03T10:00:00Z" } }
        """;

    public static TheoryData<string> Senders => ["github", "gitlab", "jira", "azure-devops", "sonarqube"];

    [Fact]
    public void A_delivery_that_comes_again_says_the_same_under_the_same_id()
    {
        var first = Accepted(Issue);
        var again = Accepted(Issue, Webhook.Now.AddHours(1));
        var other = Accepted(Issue.Replace("10:00", "11:00", StringComparison.Ordinal));

        Assert.Equal((first.Source, first.Id, Convert.ToHexString(first.ContentHash.Span)), (again.Source, again.Id, Convert.ToHexString(again.ContentHash.Span)));
        Assert.NotEqual(first.Id, other.Id);
        Assert.StartsWith("acme/checkout/tickets/acme/checkout#7/", first.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_deliveries_that_say_the_same_of_a_thing_are_one_event() =>
        Assert.Equal(Accepted(Issue).Id, Accepted(Issue.Replace("labeled", "assigned", StringComparison.Ordinal)).Id);

    [Fact]
    public void What_tells_no_time_is_of_the_time_when_it_came_and_still_the_same_when_it_comes_again()
    {
        var deleted = Issue.Replace("labeled", "deleted", StringComparison.Ordinal);
        var (first, again) = (Accepted(deleted), Accepted(deleted, Webhook.Now.AddHours(1)));

        Assert.Equal((Webhook.Now, first.Id), (first.Time, again.Id));
        Assert.Equal(first.ContentHash.ToArray(), again.ContentHash.ToArray());
    }

    [Fact]
    public void What_is_dated_ahead_is_refused() => Assert.Equal("future_time", Assert.IsType<RefusedItem>(Assert.Single(
        Webhook.Read("github", Issue.Replace("2026-03-03", "2026-04-03", StringComparison.Ordinal), "issues"))).Refusal.Reason);

    [Theory]
    [MemberData(nameof(Senders))]
    public void An_event_that_nobody_knows_is_of_no_use(string sender) => Assert.Equal("unknown_event", Webhook.Unused(sender, "{}", "push"));

    [Theory]
    [MemberData(nameof(Senders))]
    public void What_is_no_json_is_refused(string sender)
    {
        Assert.Throws<UnreadablePayloadException>(() => Webhook.Read(sender, "payload", "issues"));
        Assert.Throws<UnreadablePayloadException>(() => Webhook.Read(sender, "{ \"action\": ", "issues"));
        Assert.Throws<UnreadablePayloadException>(() => Webhook.Read(sender, "", "issues"));
    }

    [Fact]
    public void The_exact_name_goes_before_the_longest_beginning_of_one()
    {
        var settings = Webhook.Settings with
        {
            Services = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["acme/*"] = "all", ["acme/check*"] = "checks", ["ACME/checkout"] = "exact" },
        };
        string ServiceFor(string name) => ((AcceptedItem)Webhook.Read("github", Issue.Replace("acme/checkout", name, StringComparison.Ordinal), "issues", settings)[0]).Service;

        Assert.Equal(["exact", "checks", "all"], new[] { "acme/checkout", "acme/checker", "acme/shop" }.Select(ServiceFor));
    }

    [Fact]
    public void Every_sender_has_a_name_of_its_own() =>
        Assert.Equal(WebhookSenders.All.Select(s => s.Name).Distinct(), WebhookSenders.All.Select(s => s.Name));

    private static AcceptedItem Accepted(string json, DateTimeOffset? now = null) => Assert.IsType<AcceptedItem>(Assert.Single(Webhook.Read("github", json, "issues", now: now)));
}
