using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Tokens;
using MetricsPlatform.Hosting.Catalogue;

namespace MetricsPlatform.Tests.Unit.Catalogue;

public sealed class IssuerTests
{
    private const string Complete = """
        teams: { payments: {}, web: {} }
        services: { checkout: { team: payments }, ledger: { team: payments }, shop: { team: web }, legacy: {} }
        issuers:
          github:
            url: https://token.actions.githubusercontent.com
            audience: metricsplatform
            name: repository
            grants:
              - claims: { repository_id: "71", ref: [refs/heads/main, refs/heads/next] }
                scopes: [publish]
                services: [checkout]
          company:
            url: https://login.example.org/acme/
            discovery: https://mirror.example.org/acme.json
            audience: [metricsplatform, metrics]
            signIn: { clientId: pages, secret: { file: /run/secrets/company }, scope: openid groups }
            grants:
              - claims: { groups: everybody }
                scopes: [read]
              - claims: { groups: payments-leads }
                scopes: [triage]
                teams: [payments]
                services: [legacy]
              - claims: { groups: platform, verified: "true", level: 3 }
                scopes: [administer]
        """;

    private static readonly PlatformCatalogue Catalogue = CatalogueReader.Read(Complete, "platform.yaml");

    [Fact]
    public void Everything_the_file_says_is_taken()
    {
        var (github, company) = (Catalogue.Issuers["github"], Catalogue.Issuers["company"]);

        Assert.Equal(("github", "https://token.actions.githubusercontent.com", "repository"), (github.Name, github.Url, github.NameClaim));
        Assert.Equal("https://token.actions.githubusercontent.com/.well-known/openid-configuration", github.Discovery.ToString());
        Assert.Equal(["metricsplatform"], github.Audiences);
        Assert.Equal(("https://login.example.org/acme/", "https://mirror.example.org/acme.json", "sub"), (company.Url, company.Discovery.ToString(), company.NameClaim));
        Assert.Equal(["metricsplatform", "metrics"], company.Audiences);
        Assert.Equal((null, new IssuerSignIn("pages", new SecretReference("/run/secrets/company", null), "openid groups")), (github.SignIn, company.SignIn));
        Assert.Equal(["refs/heads/main", "refs/heads/next"], Assert.Single(github.Grants).Claims["ref"]);
    }

    [Fact]
    public void A_grant_fits_who_has_all_of_its_claims_with_one_of_the_values()
    {
        Assert.Equal([Scope.Publish], ScopesOf("github", ("sub", "x"), ("repository_id", "71"), ("ref", "refs/heads/next")));
        Assert.Equal([], ScopesOf("github", ("sub", "x"), ("repository_id", "71"), ("ref", "refs/heads/Next")));
        Assert.Equal([], ScopesOf("github", ("sub", "x"), ("repository_id", "71")));
        Assert.Equal([], ScopesOf("github", ("sub", "x"), ("repository_id", "72"), ("ref", "refs/heads/main")));
        Assert.Equal([Scope.Administer], ScopesOf("company", ("sub", "x"), ("groups", "platform"), ("verified", "true"), ("level", "3")));
    }

    [Fact]
    public void Grants_add_up_each_with_its_own_services()
    {
        var caller = CallerOf("company", ("sub", "ada"), ("groups", "everybody"), ("groups", "payments-leads"));

        Assert.Null(caller.Services);
        Assert.Equal([true, true, true, false], new[] { "checkout", "ledger", "legacy", "shop" }.Select(s => caller.May(Scope.Triage, s)));
        Assert.True(caller.May(Scope.Read, "shop"));
        Assert.False(caller.May(Scope.Publish, "checkout"));
    }

    [Fact]
    public void A_team_has_the_services_that_the_catalogue_gives_it()
    {
        Assert.Equal(["checkout", "ledger", "legacy"], CallerOf("company", ("sub", "ada"), ("groups", "payments-leads")).Services!.Order());
        var moved = CatalogueReader.Read(Complete.Replace("shop: { team: web }", "shop: { team: payments }", StringComparison.Ordinal), "platform.yaml");
        Assert.Contains("shop", CallerOf(moved, "company", ("sub", "ada"), ("groups", "payments-leads")).Services!);
    }

    [Fact]
    public void Who_is_named_by_a_claim_has_the_issuers_name_before_it_so_that_nobody_is_called_as_a_key_is()
    {
        Assert.Equal("github:acme/checkout", CallerOf("github", ("sub", "repo:acme"), ("repository", "acme/checkout")).Name);
        Assert.Equal("github:repo:acme", CallerOf("github", ("sub", "repo:acme")).Name);
        Assert.Null(Claims(("groups", "everybody")).ToCaller(Catalogue.Issuers["company"], Catalogue, "token"));
    }

    [Fact]
    public void An_issuer_that_only_signs_in_needs_no_audience_and_may_know_the_platform_as_a_public_client()
    {
        var only = CatalogueReader.Read("issuers: { i: { url: https://x, signIn: { clientId: a }, grants: [{ claims: { a: b }, scopes: [read] }] } }", "platform.yaml").Issuers["i"];
        Assert.Equal(new IssuerSignIn("a", null, "openid profile email"), only.SignIn);
        Assert.Empty(only.Audiences);
    }

    [Theory]
    [InlineData("url: http://login.example.org, audience: m, grants: [{ claims: { a: b }, scopes: [read] }]", "3:13: 'url' of issuer 'i' must be an address that begins with https://")]
    [InlineData("audience: m, grants: [{ claims: { a: b }, scopes: [read] }]", "3:3: 'url' of issuer 'i' must be an address that begins with https://")]
    [InlineData("url: https://x, discovery: ftp://x, audience: m, grants: [{ claims: { a: b }, scopes: [read] }]", "'discovery' of issuer 'i' must be an address")]
    [InlineData("url: https://x, grants: [{ claims: { a: b }, scopes: [read] }]", "3:3: issuer 'i' needs 'audience'")]
    [InlineData("url: https://x, signIn: { scope: openid }, grants: [{ claims: { a: b }, scopes: [read] }]", "3:32: 'signIn' of issuer 'i' needs 'clientId'")]
    [InlineData("url: https://x, signIn: , grants: [{ claims: { a: b }, scopes: [read] }]", "'signIn' of issuer 'i' needs 'clientId'")]
    [InlineData("url: https://x, signIn: { clientId: a, secret: hunter2 }, grants: [{ claims: { a: b }, scopes: [read] }]", "'secret' of 'signIn' of issuer 'i' must say where a secret is, not what it is")]
    [InlineData("url: https://x, signIn: { clientId: a, secret: {} }, grants: [{ claims: { a: b }, scopes: [read] }]", "'secret' of 'signIn' of issuer 'i' must have either 'file' or 'environment'")]
    [InlineData("url: https://x, signIn: { clientId: a, scope: email }, grants: [{ claims: { a: b }, scopes: [read] }]", "'scope' of 'signIn' of issuer 'i' must have openid")]
    [InlineData("url: https://x, signIn: { client: a }, grants: [{ claims: { a: b }, scopes: [read] }]", "'signIn' of issuer 'i' has no 'client'; allowed are clientId, secret, scope")]
    [InlineData("url: https://x, audience: m", "3:3: issuer 'i' needs 'grants'")]
    [InlineData("url: https://x, audience: m, grants: []", "'grants' of issuer 'i' must be a list")]
    [InlineData("url: https://x, audience: m, grants: [{ scopes: [read] }]", "3:46: a grant of issuer 'i' needs 'claims'")]
    [InlineData("url: https://x, audience: m, grants: [{ claims: {}, scopes: [read] }]", "a grant of issuer 'i' needs 'claims'")]
    [InlineData("url: https://x, audience: m, grants: [{ claims: { a: }, scopes: [read] }]", "'a' in 'claims' of a grant of issuer 'i' must have a value")]
    [InlineData("url: https://x, audience: m, grants: [{ claims: { a: b } }]", "a grant of issuer 'i' needs 'scopes'")]
    [InlineData("url: https://x, audience: m, grants: [{ claims: { a: b }, scopes: [raed] }]", "'scopes' of a grant of issuer 'i' have no 'raed'; allowed are publish, read, triage, administer; did you mean 'read'?")]
    [InlineData("url: https://x, audience: m, grants: [{ claims: { a: b }, scopes: [read], teams: [wbe] }]", "a grant of issuer 'i' names team 'wbe', which is not under teams; did you mean 'web'?")]
    [InlineData("url: https://x, audience: m, grants: [{ claims: { a: b }, scopes: [administer], teams: [web] }]", "a grant of issuer 'i' cannot limit administer")]
    [InlineData("url: https://x, audience: m, role: x, grants: [{ claims: { a: b }, scopes: [read] }]", "issuer 'i' has no 'role'; allowed are url, discovery, audience, name, grants, signIn")]
    [InlineData("url: https://token.actions.githubusercontent.com, audience: m, grants: [{ claims: { repository: acme/a }, scopes: [read] }]", "must have one of repository_id, repository_owner_id, enterprise_id")]
    [InlineData("url: https://gitlab.com, audience: m, grants: [{ claims: { project_path: acme/a }, scopes: [read] }]", "must have one of project_id, namespace_id")]
    public void What_cannot_be_meant_is_an_error_with_its_place(string issuer, string error) =>
        Assert.Contains(error, Errors($"  i: {{ {issuer} }}"), StringComparison.Ordinal);

    [Fact]
    public void Two_issuers_cannot_have_one_address()
    {
        const string Rest = "audience: m, grants: [{ claims: { a: b }, scopes: [read] }] }";
        Assert.Contains("4:3: issuer 'j' has the address of issuer 'i'", Errors($"  i: {{ url: https://x, {Rest}\n  j: {{ url: https://x, {Rest}"), StringComparison.Ordinal);
    }

    private static string Errors(string issuers) => string.Join(
        '\n', Assert.Throws<CatalogueException>(() => CatalogueReader.Read($"teams: {{ web: {{}} }}\nissuers:\n{issuers}", "platform.yaml")).Errors);

    private static IEnumerable<Scope> ScopesOf(string issuer, params (string Name, string Value)[] claims) => CallerOf(issuer, claims).Scopes.Order();

    private static Caller CallerOf(string issuer, params (string Name, string Value)[] claims) => CallerOf(Catalogue, issuer, claims);

    private static Caller CallerOf(PlatformCatalogue catalogue, string issuer, params (string Name, string Value)[] claims) =>
        Claims(claims).ToCaller(catalogue.Issuers[issuer], catalogue, "token")!;

    private static TokenClaims Claims(params (string Name, string Value)[] claims) =>
        new(claims.GroupBy(c => c.Name).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(c => c.Value)]));
}
