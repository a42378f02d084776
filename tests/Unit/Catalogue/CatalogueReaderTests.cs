using MetricsPlatform.Contracts;
using MetricsPlatform.Hosting.Catalogue;

namespace MetricsPlatform.Tests.Unit.Catalogue;

public sealed class CatalogueReaderTests
{
    private const string Complete = """
        teams:
          payments:
            champion: Ada
            channel: "#payments"
          web:
        services:
          checkout:
            team: payments
            tier: 1
            mainBranches: [trunk]
          shop:
            team: web
          legacy:
        environments:
          production: [production, production-eu]
        mainBranches: [main]
        targets:
          critical: 3d
          high: 36h
          low: none
        windows: [90d, 7d]
        flapWindow: 12h
        observationWindow: 14d
        staleAfter: 3d
        scanners:
          acme: [sca, container]
        """;

    [Fact]
    public void A_service_that_no_team_has_is_unowned()
    {
        var catalogue = Read(Complete);

        Assert.Equal(["payments", "unowned", "unowned"], new[] { "checkout", "legacy", "elsewhere" }.Select(catalogue.TeamOf));
    }

    [Fact]
    public void Everything_the_file_says_is_taken()
    {
        var catalogue = Read(Complete);

        Assert.Equal(new Team("payments", "Ada", "#payments"), catalogue.Teams["payments"]);
        Assert.Equal(new Team("web", null, null), catalogue.Teams["web"]);
        Assert.Equal(("payments", "1"), (catalogue.TeamOf("checkout"), catalogue.TierOf("checkout")));
        Assert.Equal(["trunk"], catalogue.MainBranchesOf("checkout"));
        Assert.Equal(["main"], catalogue.MainBranchesOf("shop"));
        Assert.Equal(PlatformCatalogue.Unowned, catalogue.TeamOf("legacy"));
        Assert.Equal(["production", "production-eu"], catalogue.ProductionEnvironments.Order());
        Assert.Equal(TimeSpan.FromHours(12), catalogue.FlapWindow);
        Assert.Equal(TimeSpan.FromDays(14), catalogue.ObservationWindow);
        Assert.Equal(TimeSpan.FromDays(3), catalogue.StaleAfter);
        Assert.Equal([ScanKind.Sca, ScanKind.Container], catalogue.Scanners["acme"]);
    }

    [Fact]
    public void A_service_answers_to_the_names_that_it_had()
    {
        var catalogue = Read("services:\n  store:\n    formerly: [shop, boutique]\n  legacy:\n");

        Assert.Equal(["store", "store", "store", "legacy", "elsewhere"], new[] { "shop", "boutique", "store", "legacy", "elsewhere" }.Select(catalogue.NameOf));
        Assert.Equal(["store", "shop", "boutique"], catalogue.NamesOf("shop"));
        Assert.Equal(["elsewhere"], catalogue.NamesOf("elsewhere"));
    }

    [Fact]
    public void A_target_of_none_is_no_target_and_one_not_named_keeps_its_default()
    {
        var targets = Read(Complete).Targets;

        Assert.Equal([Severity.Medium, Severity.High, Severity.Critical], targets.Keys.Order());
        Assert.Equal(TimeSpan.FromHours(36), targets[Severity.High]);
        Assert.Equal(TimeSpan.FromDays(90), targets[Severity.Medium]);
    }

    [Fact]
    public void Windows_are_ordered_with_the_shortest_first() =>
        Assert.Equal([TimeSpan.FromDays(7), TimeSpan.FromDays(90)], Read(Complete).Windows);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("teams:\nservices:\n")]
    public void A_file_that_says_nothing_is_the_default(string text)
    {
        var catalogue = Read(text);

        Assert.Empty(catalogue.Services);
        Assert.Equal(PlatformCatalogue.Default.Targets, catalogue.Targets);
        Assert.Equal(PlatformCatalogue.Default.Windows, catalogue.Windows);
        Assert.Equal(PlatformCatalogue.Default.MainBranches, catalogue.MainBranches);
    }

    [Fact]
    public void All_errors_are_told_at_once_each_with_its_place_in_the_order_of_the_lines()
    {
        const string text = """
            targts:
              high: 1d
            windows: []
            services:
              checkout:
                team: paymets
            flapWindow: soon
            teams:
              payments: {}
            """;

        Assert.Equal(
            [
                "platform.yaml:1:1: the catalogue has no 'targts'; allowed are teams, services, environments, mainBranches, targets, windows, flapWindow, observationWindow, staleAfter, scanners, connections, issuers; did you mean 'targets'?",
                "platform.yaml:3:10: 'windows' must be a list with at least one element, like [30d, 90d]",
                "platform.yaml:6:11: service 'checkout' names team 'paymets', which is not under teams; did you mean 'payments'?",
                "platform.yaml:7:13: 'flapWindow' must be a whole number of days, hours or minutes up to 3650d, like 30d, 24h or 90m",
            ],
            ErrorsOf(text));
    }

    [Theory]
    [InlineData("teams: [a, b]", "'teams' must be a mapping")]
    [InlineData("teams:\n  unowned:", "no team may be called 'unowned'")]
    [InlineData("teams:\n  a:\n    champion: [x]", "'champion' of team 'a' must be a text")]
    [InlineData("services:\n  a:\n    owner: b", "service 'a' has no 'owner'; allowed are team, tier, mainBranches, formerly")]
    [InlineData("services:\n  a:\n    formerly: [b]\n  b:", "service 'a' was formerly 'b', which is under services too: leave that entry out")]
    [InlineData("services:\n  a:\n    formerly: [a]", "service 'a' was formerly 'a', which is under services too: leave that entry out")]
    [InlineData("services:\n  a:\n    formerly: [c]\n  b:\n    formerly: [c]", "service 'b' was formerly 'c', and so was 'a': only one of them can have been")]
    [InlineData("services:\n  a:\n    mainBranches: main", "'mainBranches' of service 'a' must be a list")]
    [InlineData("environments:\n  prod: [x]", "'environments' has no 'prod'; allowed are production")]
    [InlineData("targets:\n  info: 1d", "'targets' has no 'info'")]
    [InlineData("targets:\n  high: 0d", "'targets.high' (unless 'none') must be a whole number")]
    [InlineData("observationWindow: 99999d", "'observationWindow' must be a whole number")]
    [InlineData("observationWindow: 2000000000d", "'observationWindow' must be a whole number")]
    [InlineData("scanners:\n  acme: [sats]", "scanner 'acme' has no 'sats'; allowed are sast, sca, container, secret, iac, dast, manual; did you mean 'sast'?")]
    [InlineData("scanners:\n  acme: sast", "scanner 'acme' must be a list")]
    [InlineData("windows: [30d, 1.5d]", "each element of 'windows' must be a whole number")]
    [InlineData("just a text", "the catalogue must be a mapping")]
    [InlineData("a: b\n---\nc: d", "the catalogue is one document")]
    public void What_cannot_be_meant_is_an_error_that_says_what_is_allowed(string text, string error) =>
        Assert.Contains(error, string.Join('\n', ErrorsOf(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("teams: [a\n", "platform.yaml:2:1: this is no valid YAML")]
    [InlineData("teams:\n  a: {}\n  a: {}", "platform.yaml:3:3: this is no valid YAML")]
    public void Broken_yaml_is_one_error_with_its_place(string text, string error) =>
        Assert.StartsWith(error, Assert.Single(ErrorsOf(text)), StringComparison.Ordinal);

    private static PlatformCatalogue Read(string text) => CatalogueReader.Read(text, "platform.yaml");

    private static IReadOnlyList<string> ErrorsOf(string text) => Assert.Throws<CatalogueException>(() => Read(text)).Errors;
}
