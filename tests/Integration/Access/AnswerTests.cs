using System.Net;
using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Tests.Integration.Fixtures;
using static MetricsPlatform.Tests.Integration.Access.LockedPlatform;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>What a key that is limited to services gets, and what somebody is told who gets nothing.</summary>
[Collection(PostgresTests.Name)]
public sealed class AnswerTests(LockedPlatform platform) : IClassFixture<LockedPlatform>
{
    [Fact]
    public async Task Who_shows_no_key_or_a_bad_one_is_told_which_it_is()
    {
        var revoked = await platform.KeyFor(Scope.Read);
        await platform.Keys.Revoke(KeyText.IdOf(revoked)!, default);
        await platform.Ring.Refresh(default);

        Assert.Equal(("no_key", "Bearer realm=\"MetricsPlatform\""), await Challenge(null));
        Assert.Equal(("unknown_key", Invalid("Nobody knows the API key.")), await Challenge(KeyText.New()));
        Assert.Equal(("unknown_key", Invalid("Nobody knows the API key.")), await Challenge(platform.Key[..^1] + (platform.Key[^1] == '0' ? '1' : '0')));
        Assert.Equal(("expired_key", Invalid("The API key has expired.")), await Challenge(await platform.ExpiredKey(Scope.Read)));
        Assert.Equal(("revoked_key", Invalid("The API key was revoked.")), await Challenge(revoked));

        static string Invalid(string why) => $"Bearer realm=\"MetricsPlatform\", error=\"invalid_token\", error_description=\"{why}\"";
    }

    [Fact]
    public async Task Who_lacks_a_scope_is_told_which()
    {
        using var response = await platform.Send(HttpMethod.Get, "/v1/kpis", await platform.KeyFor(Scope.Publish));
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("missing_scope", "read"), ((string?)problem["reason"], (string?)problem["scope"]));
        Assert.Contains("error=\"insufficient_scope\", scope=\"read\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_batch_the_events_of_the_keys_services_are_accepted_and_the_others_refused()
    {
        var key = await platform.KeyFor(Scope.Publish, "shop");
        var (status, answer) = await platform.Publish(key, Deployment("mixed-1", "shop"), Deployment("mixed-2", "web"), Deployment("mixed-3", "shop"));

        Assert.Equal(202, status);
        Assert.Equal(["accepted", "rejected", "accepted"], answer["items"]!.AsArray().Select(i => (string?)i!["status"]));
        Assert.Equal("other_service", (string?)answer["items"]![1]!["error"]!["reason"]);
        Assert.Contains("'web'", (string?)answer["items"]![1]!["error"]!["message"], StringComparison.Ordinal);
        var (none, _) = await platform.Publish(key, Deployment("mixed-4", "web"), Deployment("mixed-5", "web"));
        Assert.Equal(403, none);
        var letters = (await platform.Get("/v1/dead-letters", await platform.KeyFor(Scope.Administer))).Body["items"]!.AsArray();
        Assert.Equal(["mixed-5", "mixed-4", "mixed-2"], letters.Where(l => ((string)l!["eventId"]!).StartsWith("mixed", StringComparison.Ordinal)).Select(l => (string?)l!["eventId"]));
        Assert.Single(letters.Select(l => (string?)l!["publishedBy"]).Distinct());
    }

    [Fact]
    public async Task A_submission_is_shown_whole_to_its_sender_and_of_others_the_services_events()
    {
        var sender = await platform.KeyFor(Scope.Publish, "shop");
        var (_, sent) = await platform.Publish(sender, Deployment("own-1", "shop"), Deployment("own-2", "web"));
        var (_, both) = await platform.Publish(platform.Key, Deployment("both-1", "shop"), Deployment("both-2", "web"), new { specversion = "0" });

        Assert.Equal(["own-1", "own-2"], await Ids(sent, sender));
        Assert.Equal(["own-1"], await Ids(sent, await platform.KeyFor(Scope.Read, "shop")));
        Assert.Equal(["both-1"], await Ids(both, sender));
        Assert.Equal(["both-1", "both-2", null], await Ids(both, await platform.KeyFor(Scope.Read)));
        var refused = (await platform.Publish(sender, Deployment("own-3", "web"))).Body;
        Assert.Equal(["own-3"], await Ids(refused, sender));
        Assert.Equal(404, (await platform.Get($"/v1/submissions/{refused["id"]}", await platform.KeyFor(Scope.Read, "shop"))).Status);

        async Task<IEnumerable<string?>> Ids(JsonNode submission, string key) =>
            (await platform.Get($"/v1/submissions/{submission["id"]}", key)).Body["items"]!.AsArray().Select(i => (string?)i!["id"]);
    }

    [Theory]
    [InlineData("/v1/findings", "shop", "web")]
    [InlineData("/v1/releases", "shop", "web")]
    [InlineData("/v1/services", "shop", "web")]
    [InlineData("/v1/findings?team=unowned", "web")]
    public async Task A_list_shows_the_keys_services_only(string path, params string[] all)
    {
        Assert.Equal(all, await Services(await platform.KeyFor(Scope.Read)));
        Assert.Equal(["web"], await Services(await platform.KeyFor(Scope.Read, "web")));
        Assert.Equal([], await Services(await platform.KeyFor(Scope.Read, "idle")));

        async Task<IEnumerable<string?>> Services(string key) =>
            (await platform.Get(path, key)).Body["items"]!.AsArray().Select(i => (string?)i!["service"]).Distinct().Order();
    }

    [Theory]
    [InlineData("/v1/kpis")]
    [InlineData("/v1/kpis?team=unowned")]
    [InlineData("/v1/kpis/daily")]
    [InlineData("/v1/kpis/daily?team=unowned")]
    [InlineData("/v1/kpis/history")]
    [InlineData("/v1/controls?team=unowned")]
    public async Task Figures_of_several_services_are_for_keys_of_all_services(string path)
    {
        var (status, problem) = await platform.Get(path, await platform.KeyFor(Scope.Read, "shop", "web"));

        Assert.Equal((403, "other_service"), (status, (string?)problem["reason"]));
        Assert.Equal(200, (await platform.Get(path, await platform.KeyFor(Scope.Read))).Status);
    }

    private async Task<(string?, string)> Challenge(string? key)
    {
        using var response = await platform.Send(HttpMethod.Get, "/v1/kpis", key);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        return ((string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["reason"], response.Headers.WwwAuthenticate.ToString());
    }
}
