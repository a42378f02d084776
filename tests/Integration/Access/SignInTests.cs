using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>People in browsers: signing in with a key, and deciding about findings.</summary>
[Collection(PostgresTests.Name)]
public sealed class SignInTests(LockedPlatform platform, PostgresFixture postgres) : IClassFixture<LockedPlatform>
{
    [Fact]
    public async Task Whoever_shows_no_key_is_asked_for_one_and_comes_back()
    {
        using var browser = platform.Browser();
        using var asked = await browser.GetAsync("/findings?service=shop");
        Assert.Equal((HttpStatusCode.Found, "/sign-in?reason=no_key&returnUrl=%2Ffindings%3Fservice%3Dshop"), (asked.StatusCode, asked.Headers.Location?.ToString()));

        using var signedIn = await SignIn(browser, platform.Key, asked.Headers.Location!.ToString());
        Assert.Equal((HttpStatusCode.Found, "/findings?service=shop"), (signedIn.StatusCode, signedIn.Headers.Location?.ToString()));
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), c => c.StartsWith("metricsplatform-sign-in=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(platform.Key, cookie, StringComparison.Ordinal);

        using var shown = await browser.GetAsync("/findings?service=shop");
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        using var exported = await browser.GetAsync("/v1/findings.csv?service=shop");
        Assert.Equal(HttpStatusCode.OK, exported.StatusCode);
    }

    [Fact]
    public async Task A_key_that_is_none_does_not_sign_in()
    {
        using var browser = platform.Browser();
        using var answer = await SignIn(browser, KeyText.New());
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("That is no key that is in force.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_tries_many_keys_is_told_to_wait_and_with_a_right_one_need_not()
    {
        await using var limited = new LockedPlatform(postgres) { FailuresPerMinute = 1 };
        await limited.InitializeAsync();
        using var browser = limited.Browser();
        (await SignIn(browser, KeyText.New())).Dispose();

        using var refused = await SignIn(browser, KeyText.New());
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("wait a moment", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var signedIn = await SignIn(browser, limited.Key);
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
    }

    [Theory]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("https://elsewhere.example/")]
    public async Task Nobody_is_sent_elsewhere(string returnUrl)
    {
        using var browser = platform.Browser();
        using var answer = await SignIn(browser, platform.Key, $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_cookie_is_worth_nothing_once_its_key_is_revoked()
    {
        var key = await platform.KeyFor(Scope.Read);
        using var browser = platform.Browser();
        (await SignIn(browser, key)).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);

        await platform.Keys.Revoke(KeyText.IdOf(key)!, default);
        await platform.Ring.Refresh(default);

        Assert.Equal("/sign-in?reason=revoked_key&returnUrl=%2F", (await browser.GetAsync("/")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Signing_out_takes_the_cookie_away()
    {
        using var browser = platform.Browser();
        (await SignIn(browser, platform.Key)).Dispose();
        (await browser.PostAsync("/sign-out", null)).Dispose();
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task The_cookie_changes_nothing_without_a_form_of_ours()
    {
        using var browser = platform.Browser();
        (await SignIn(browser, platform.Key)).Dispose();

        using var byInterface = await browser.PostAsync($"/v1/findings/{platform.WebFinding}/triage", JsonContent.Create(new { decision = "false_positive", justification = "x" }));
        using var byForm = await browser.PostAsync($"/findings/{platform.WebFinding}/triage", Form(("decision", "false_positive"), ("justification", "x")));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest), (byInterface.StatusCode, byForm.StatusCode));
    }

    [Fact]
    public async Task A_decision_on_a_page_becomes_an_event_and_changes_the_figures()
    {
        using var browser = platform.Browser();
        (await SignIn(browser, platform.Key)).Dispose();
        var page = $"/findings/{platform.ShopFinding}";
        var token = await Token(browser, page);

        using var decided = await browser.PostAsync($"{page}/triage", Form(token, ("decision", "risk_accepted"), ("until", "2999-01-01"), ("justification", "the shop closes before")));

        Assert.Equal(HttpStatusCode.SeeOther, decided.StatusCode);
        var submission = decided.Headers.Location!.ToString().Split("decided=")[1];
        await Eventually.Be(() => platform.Get($"/v1/submissions/{submission}", platform.Key), s => (string?)s.Body["status"] == "processed");
        var (_, finding) = await platform.Get($"/v1/findings/{platform.ShopFinding}", platform.Key);
        var decision = finding["decisions"]!.AsArray()[^1]!;
        Assert.Equal(("accepted", "seed", "the shop closes before"), ((string?)finding["finding"]!["state"], (string?)decision["by"], (string?)decision["justification"]));
        using var shown = await browser.GetAsync(decided.Headers.Location);
        Assert.Contains("decides: risk accepted until 2999-01-01", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_interface_decides_the_same()
    {
        using var decided = await platform.Send(
            HttpMethod.Post, $"/v1/findings/{platform.WebFinding}/triage", platform.Key, JsonContent.Create(new { decision = "not_affected", justification = "not called" }));
        Assert.Equal(HttpStatusCode.Accepted, decided.StatusCode);
        await Eventually.Be(
            () => platform.Get($"/v1/findings/{platform.WebFinding}", platform.Key), f => (string?)f.Body["finding"]!["state"] == "not_affected");
    }

    [Theory]
    [InlineData(null, null, "why", "'decision' is missing")]
    [InlineData("fixed", null, "why", "cannot be 'fixed'")]
    [InlineData("false_positive", null, " ", "'justification' is missing")]
    [InlineData("false_positive", "2999-01-01", "why", "goes with risk_accepted only")]
    [InlineData("risk_accepted", "2001-01-01", "why", "not in the future")]
    [InlineData("risk_accepted", "soon", "why", "is no time")]
    public async Task What_is_no_decision_is_refused(string? decision, string? until, string justification, string why)
    {
        using var refused = await platform.Send(
            HttpMethod.Post, $"/v1/findings/{platform.WebFinding}/triage", platform.Key, JsonContent.Create(new { decision, until, justification }));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(why, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SignIn(HttpClient browser, string key, string page = "/sign-in") =>
        await browser.PostAsync("/sign-in", Form(await Token(browser, page), ("key", key), ("returnUrl", await ReturnUrl(browser, page))));

    private static async Task<string> ReturnUrl(HttpClient browser, string page) => await Field(browser, page, "input[name=returnUrl]");

    private static async Task<(string, string)> Token(HttpClient browser, string page) =>
        ("__RequestVerificationToken", await Field(browser, page, "main form[method=post] input[name=__RequestVerificationToken]"));

    private static async Task<string> Field(HttpClient browser, string page, string selector) =>
        new HtmlParser().ParseDocument(await browser.GetStringAsync(page)).QuerySelector(selector)!.GetAttribute("value")!;

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
