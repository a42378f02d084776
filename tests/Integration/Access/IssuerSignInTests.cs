using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.DataProtection;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>People who sign in to the pages with an issuer, not with a key.</summary>
[Collection(PostgresTests.Name)]
public sealed class IssuerSignInTests(LockedPlatform platform) : IClassFixture<LockedPlatform>, IDisposable
{
    private const string Session = "metricsplatform-sign-in";
    private const string Failed = "/sign-in?reason=sign_in_failed&returnUrl=%2F";

    private readonly HttpClient browser = platform.Browser();

    public void Dispose()
    {
        browser.Dispose();
        platform.Issuer.Person = null;
        platform.Grant();
    }

    [Fact]
    public async Task A_person_signs_in_comes_back_and_decides_under_their_name()
    {
        platform.Issuer.Person = Ada;
        var asked = await SentTo("/findings?service=shop");
        var button = (await Page(asked)).QuerySelector("a.button")!;
        Assert.Equal(("Sign in with company", "/sign-in/company?returnUrl=%2Ffindings%3Fservice%3Dshop"), (button.TextContent, button.GetAttribute("href")));

        using var signedIn = await Through(button.GetAttribute("href")!);

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var next = new HtmlParser().ParseDocument(await signedIn.Content.ReadAsStringAsync());
        Assert.Equal("0;url=/findings?service=shop", next.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"));
        Assert.Equal("/findings?service=shop", next.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("company:ada@acme.example", (await Page("/findings?service=shop")).QuerySelector(".who span")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, await Status("/v1/findings.csv?service=shop"));

        using var decided = await Decide(platform.ShopFinding);
        Assert.Equal(HttpStatusCode.SeeOther, decided.StatusCode);
        await Eventually.Be(
            () => platform.Get($"/v1/findings/{platform.ShopFinding}", platform.Key),
            f => f.Body["decisions"]!.AsArray().Any(d => (string?)d!["by"] == "company:ada@acme.example"));
    }

    [Fact]
    public async Task The_cookies_are_strict_but_for_the_one_that_comes_back_from_the_issuer()
    {
        platform.Issuer.Person = Ada;
        using var begun = await browser.GetAsync("/sign-in/company");
        Assert.Contains("path=/sign-in; samesite=lax; httponly", SetCookie(begun, "metricsplatform-signing-in"), StringComparison.Ordinal);
        using var signedIn = await browser.GetAsync(await SentTo(begun.Headers.Location!.ToString()));
        Assert.Contains("path=/; samesite=strict; httponly", SetCookie(signedIn, Session), StringComparison.Ordinal);
        Assert.StartsWith("metricsplatform-signing-in=; expires=Thu, 01 Jan 1970", SetCookie(signedIn, "metricsplatform-signing-in"), StringComparison.Ordinal);
        Assert.True(signedIn.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_sign_in_opens_forms_and_what_reads_but_no_change_by_the_interface()
    {
        await SignIn();
        using var byInterface = await browser.PostAsync($"/v1/findings/{platform.WebFinding}/triage", JsonContent.Create(new { decision = "false_positive", justification = "x" }));
        Assert.Equal(HttpStatusCode.Unauthorized, byInterface.StatusCode);
    }

    [Fact]
    public async Task What_somebody_may_is_looked_up_anew_on_every_request()
    {
        await SignIn();
        Assert.Equal(HttpStatusCode.OK, await Status("/"));

        platform.Grant("{ claims: { groups: staff }, scopes: [read], services: [shop] }");
        Assert.Equal(HttpStatusCode.Forbidden, await Status("/"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (await Status("/services/shop"), await Status("/services/web")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (await Status($"/v1/findings/{platform.ShopFinding}"), await Status($"/v1/findings/{platform.WebFinding}")));

        platform.Grant("{ claims: { groups: staff }, scopes: [read], teams: [sellers] }");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (await Status("/services/shop"), await Status("/services/web")));
        platform.Grant("{ claims: { groups: staff }, scopes: [read], teams: [others] }");
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (await Status("/services/shop"), await Status("/services/web")));

        platform.Grant("{ claims: { groups: staff }, scopes: [triage] }");
        Assert.Equal("/sign-in?reason=missing_scope&returnUrl=%2F", await SentTo("/"));
        platform.Grant("{ claims: { groups: others }, scopes: [read] }");
        Assert.Equal("/sign-in?reason=no_grant&returnUrl=%2F", await SentTo("/"));
        platform.Grant(signIn: $"audience: {FakeIssuer.Audience}");
        Assert.Equal("/sign-in?reason=invalid_token&returnUrl=%2F", await SentTo("/"));
    }

    [Fact]
    public async Task Whoever_only_reads_cannot_decide()
    {
        await SignIn();
        var token = await FormToken(platform.WebFinding);
        platform.Grant("{ claims: { groups: staff }, scopes: [read] }");
        using var decided = await browser.PostAsync($"/findings/{platform.WebFinding}/triage", Decision(token));
        Assert.Equal("/sign-in?reason=missing_scope&returnUrl=%2F", decided.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_group_that_nothing_was_granted_to_is_not_kept_and_many_that_are_fit()
    {
        var groups = Enumerable.Range(0, 200).Select(i => $"a-group-with-a-long-name-as-directories-have-{i}").ToList();
        platform.Issuer.Person = t =>
        {
            Ada(t);
            t["groups"] = new JsonArray([.. groups.Append("unasked").Select(g => (JsonNode)g)]);
        };
        platform.Grant($"{{ claims: {{ groups: [{string.Join(", ", groups)}] }}, scopes: [read] }}");
        using var signedIn = await Through("/sign-in/company");
        Assert.Equal(HttpStatusCode.OK, await Status("/"));

        platform.Grant($"{{ claims: {{ groups: {groups[^1]} }}, scopes: [read] }}");
        Assert.Equal(HttpStatusCode.OK, await Status("/"));
        platform.Grant("{ claims: { groups: unasked }, scopes: [read] }");
        Assert.Equal("/sign-in?reason=no_grant&returnUrl=%2F", await SentTo("/"));
    }

    [Fact]
    public async Task Somebody_to_whom_nothing_is_granted_is_told_so_and_not_signed_in()
    {
        platform.Issuer.Person = t => t["email"] = "eve@acme.example";
        using var refused = await Through("/sign-in/company?returnUrl=/controls");
        Assert.Equal("/sign-in?reason=no_grant&returnUrl=%2Fcontrols", refused.Headers.Location?.ToString());
        Assert.DoesNotContain(refused.Headers.GetValues("Set-Cookie"), c => c.StartsWith($"{Session}=", StringComparison.Ordinal));
        Assert.Contains("Nothing is granted to you here", (await Page(refused.Headers.Location!.ToString())).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_takes_the_sign_in_away()
    {
        await SignIn();
        (await browser.PostAsync("/sign-out", null)).Dispose();
        Assert.Equal("/sign-in?reason=no_key&returnUrl=%2F", await SentTo("/"));
    }

    [Fact]
    public async Task A_sign_in_ends_after_twelve_hours_whatever_the_browser_keeps()
    {
        platform.Issuer.Person = Ada;
        using var signedIn = await Through("/sign-in/company");
        var seal = platform.Protection.CreateProtector(Session).ToTimeLimitedDataProtector();
        var content = seal.Unprotect(SetCookie(signedIn, Session).Split(['=', ';'])[1], out var end);
        Assert.True(end <= DateTimeOffset.UtcNow.AddHours(12));

        Assert.Equal(HttpStatusCode.OK, await With($"{Session}={seal.Protect(content, TimeSpan.FromMinutes(5))}"));
        Assert.Equal(HttpStatusCode.Found, await With($"{Session}={seal.Protect(content, TimeSpan.FromSeconds(-1))}"));
        Assert.Equal(HttpStatusCode.Found, await With($"{Session}=chunks-3"));
        Assert.Equal(HttpStatusCode.Found, await With($"{Session}={seal.Protect("5e02ee44b2ab", TimeSpan.FromMinutes(5))}"));   // as it was before
    }

    [Fact]
    public async Task A_sign_in_is_finished_in_the_browser_that_began_it_and_once()
    {
        platform.Issuer.Person = Ada;
        var callback = await Callback("/sign-in/company");
        using var other = platform.Browser();

        Assert.Equal(Failed, (await other.GetAsync(callback)).Headers.Location?.ToString());
        Assert.Equal(Failed, await SentTo(callback.Replace("state=", "state=x", StringComparison.Ordinal)));
        Assert.Equal(Failed, await SentTo(callback));   // the wrong one ended what was begun
        Assert.Equal("/sign-in?reason=no_key&returnUrl=%2F", await SentTo("/"));
    }

    [Fact]
    public async Task A_code_is_good_once_even_where_the_browser_keeps_what_was_begun()
    {
        platform.Issuer.Person = Ada;
        using var begun = await browser.GetAsync("/sign-in/company");
        var callback = await SentTo(begun.Headers.Location!.ToString());
        var kept = SetCookie(begun, "metricsplatform-signing-in").Split(';')[0];

        Assert.Equal(HttpStatusCode.OK, await With(kept, callback));
        Assert.Equal(HttpStatusCode.Found, await With(kept, callback));
    }

    [Fact]
    public async Task Whoever_took_too_long_begins_again()
    {
        platform.Issuer.Person = Ada;
        using var begun = await browser.GetAsync("/sign-in/company");
        var callback = await SentTo(begun.Headers.Location!.ToString());
        var seal = platform.Protection.CreateProtector("metricsplatform-signing-in").ToTimeLimitedDataProtector();
        var content = seal.Unprotect(SetCookie(begun, "metricsplatform-signing-in").Split(['=', ';'])[1]);

        Assert.Equal(HttpStatusCode.Found, await With($"metricsplatform-signing-in={seal.Protect(content, TimeSpan.FromSeconds(-1))}", callback));
        Assert.Equal(HttpStatusCode.OK, await With($"metricsplatform-signing-in={seal.Protect(content, TimeSpan.FromMinutes(1))}", callback));
    }

    [Fact]
    public async Task Somebody_whom_the_issuer_does_not_vouch_for_is_not_signed_in()
    {
        foreach (var (what, change) in new (string, Action<JsonObject>)[]
        {
            ("of another sign-in", t => t["nonce"] = "another"),
            ("without a nonce", t => t.Remove("nonce")),
            ("a token for the interface", t => t["aud"] = FakeIssuer.Audience),
            ("given to another client", t => t["azp"] = "another"),
            ("of another issuer", t => t["iss"] = "https://elsewhere.example"),
            ("too old", t => t["exp"] = 1),
            ("of nobody", t => (t["sub"], t["email"]) = (null, null)),
        })
        {
            platform.Issuer.Person = t =>
            {
                Ada(t);
                change(t);
            };
            Assert.Equal((what, Failed), (what, await SentTo(await Callback("/sign-in/company"))));
        }
        Assert.Equal("/sign-in?reason=no_key&returnUrl=%2F", await SentTo("/"));
    }

    [Fact]
    public async Task What_the_issuer_says_went_wrong_is_for_the_log_and_not_for_the_page()
    {
        platform.Issuer.Person = Ada;
        var refused = await SentTo((await Callback("/sign-in/company?returnUrl=/controls"))
            .Replace("code=", "error=access_denied&error_description=secret-detail&x=", StringComparison.Ordinal));
        Assert.Equal("/sign-in?reason=sign_in_failed&returnUrl=%2Fcontrols", refused);
        var page = await Page(refused);
        Assert.Equal("That did not sign you in; try again.", page.QuerySelector("[role=alert]")!.TextContent);
        Assert.DoesNotContain("secret-detail", page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        var mixedUp = (await Callback("/sign-in/company")).Replace("iss=", "iss=x", StringComparison.Ordinal);
        Assert.Equal(Failed, await SentTo(mixedUp));
    }

    [Fact]
    public async Task The_secret_is_read_when_it_is_needed()
    {
        platform.Issuer.Person = Ada;
        await File.WriteAllTextAsync(platform.SecretFile, "wrong");
        Assert.Equal(Failed, await SentTo(await Callback("/sign-in/company")));
        File.Delete(platform.SecretFile);
        Assert.Equal(Failed, await SentTo(await Callback("/sign-in/company")));
        await File.WriteAllTextAsync(platform.SecretFile, FakeIssuer.ClientSecret);
        using var signedIn = await Through("/sign-in/company");
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
    }

    [Theory]
    [InlineData("client_secret_post", null, "200")]
    [InlineData("none", null, "200")]
    [InlineData("client_secret_basic", "http://elsewhere.example/token", Failed)]   // the secret is not sent in the clear
    [InlineData("client_secret_basic", "http://127.0.0.1:1/token", "/sign-in?reason=issuer_away&returnUrl=%2F")]
    public async Task Issuers_differ_in_where_and_how_a_code_is_exchanged(string authentication, string? tokensAt, string end)
    {
        await using var other = await FakeIssuer.Start(TimeProvider.System);
        (other.ClientAuthentication, other.TokensAt, other.Person) = (authentication, tokensAt, Ada);
        platform.Grant(signIn: authentication == "none" ? $"signIn: {{ clientId: {FakeIssuer.ClientId} }}" : null, issuer: other);
        using var finished = await Through("/sign-in/company");
        Assert.Equal(end, finished.Headers.Location?.ToString() ?? $"{(int)finished.StatusCode}");
    }

    [Fact]
    public async Task While_an_issuer_that_was_never_seen_is_away_nobody_is_sent_there()
    {
        await using var other = await FakeIssuer.Start(TimeProvider.System);
        other.Away = true;
        platform.Grant(issuer: other);
        Assert.Equal("/sign-in?reason=issuer_away&returnUrl=%2Fcontrols", await SentTo("/sign-in/company?returnUrl=/controls"));
    }

    [Fact]
    public async Task A_token_that_signs_in_opens_nothing_as_a_bearer_token()
    {
        var ofTheClient = platform.Issuer.Token(t =>
        {
            Ada(t);
            t["aud"] = FakeIssuer.ClientId;
        });
        // The issuer has no audience here, so none of its tokens is a bearer token.
        Assert.Equal((401, 401), ((await platform.Get("/v1/findings", ofTheClient)).Status, (await platform.Get("/v1/findings", platform.Issuer.Token(Ada))).Status));
        platform.Grant(signIn: $"audience: {FakeIssuer.Audience}");
        Assert.Equal((401, 200), ((await platform.Get("/v1/findings", ofTheClient)).Status, (await platform.Get("/v1/findings", platform.Issuer.Token(Ada))).Status));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_sent_elsewhere_when_they_come_back(string returnUrl)
    {
        platform.Issuer.Person = Ada;
        using var signedIn = await Through($"/sign-in/company?returnUrl={Uri.EscapeDataString(returnUrl)}");
        var next = new HtmlParser().ParseDocument(await signedIn.Content.ReadAsStringAsync());
        Assert.Equal("0;url=/", next.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task An_issuer_that_signs_nobody_in_is_no_way_in()
    {
        platform.Grant(signIn: $"audience: {FakeIssuer.Audience}");
        Assert.Equal(Failed, await SentTo("/sign-in/company"));
        Assert.Null((await Page("/sign-in")).QuerySelector("a.button"));
    }

    private static void Ada(JsonObject token) =>
        (token["sub"], token["email"], token["groups"]) = ("248289761001", "ada@acme.example", new JsonArray("everybody", "staff"));

    private async Task SignIn()
    {
        platform.Issuer.Person = Ada;
        using var signedIn = await Through("/sign-in/company");
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
    }

    private async Task<HttpResponseMessage> Through(string page) => await browser.GetAsync(await Callback(page));

    /// <summary>Where the issuer sends the browser back to.</summary>
    private async Task<string> Callback(string page) => await SentTo(await SentTo(page));

    private async Task<string> SentTo(string page)
    {
        using var response = await browser.GetAsync(page);
        Assert.Equal((page, HttpStatusCode.Found), (page, response.StatusCode));
        return response.Headers.Location!.ToString();
    }

    private async Task<HttpStatusCode> Status(string page)
    {
        using var response = await browser.GetAsync(page);
        return response.StatusCode;
    }

    /// <summary>What a browser is answered that shows this cookie alone.</summary>
    private async Task<HttpStatusCode> With(string cookie, string page = "/")
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = browser.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("Cookie", cookie);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<IHtmlDocument> Page(string path) => new HtmlParser().ParseDocument(await browser.GetStringAsync(path));

    private async Task<HttpResponseMessage> Decide(string finding) => await browser.PostAsync($"/findings/{finding}/triage", Decision(await FormToken(finding)));

    private async Task<string> FormToken(string finding) =>
        (await Page($"/findings/{finding}")).QuerySelector("main form[method=post] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static FormUrlEncodedContent Decision(string token) => new(new Dictionary<string, string>
    {
        ["__RequestVerificationToken"] = token, ["decision"] = "false_positive", ["justification"] = "a test",
    });

    private static string SetCookie(HttpResponseMessage response, string name) =>
        Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith($"{name}=", StringComparison.Ordinal));
}
