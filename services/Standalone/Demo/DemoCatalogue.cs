namespace MetricsPlatform.Standalone.Demo;

/// <summary>The catalogue of the demo's company, as a <c>platform.yaml</c>.</summary>
public static class DemoCatalogue
{
    public const string Yaml = """
        # Harbour Street Goods, a fictional shop: the catalogue behind ./run --demo.
        teams:
          storefront:
            champion: Ines Okafor
            channel: "#storefront"
          payments:
            champion: Tomas Lindqvist
            channel: "#payments"
          logistics:
            champion: Ruth Adeyemi
            channel: "#logistics"
          platform:
            champion: Sam Whitfield
            channel: "#platform"
        services:
          shop-web:
            team: storefront
            tier: "1"
          catalogue-search:
            team: storefront
            tier: "2"
          checkout:
            team: payments
            tier: "1"
            mainBranches: [main]
          ledger:
            team: payments
            tier: "1"
          warehouse:
            team: logistics
            tier: "2"
          courier-labels:
            team: logistics
            tier: "3"
          metricsplatform:
            team: platform
            tier: "3"
        environments:
          production: [production]
        targets:
          critical: 7d
          high: 30d
          medium: 90d
          low: 120d
        windows: [30d, 90d]

        """;

    /// <summary>Who decides about findings in a team of the demo.</summary>
    internal static string ChampionOf(string team) => team switch
    {
        "storefront" => "Ines Okafor",
        "payments" => "Tomas Lindqvist",
        _ => "Ruth Adeyemi",
    };
}
