namespace MetricsPlatform.Standalone.Demo;

/// <summary>How fast a team fixes what it is told of.</summary>
/// <param name="CriticalDays">Typical days until a critical finding is fixed; the others follow.</param>
/// <param name="Neglect">Share of the findings below critical that nobody touches.</param>
internal sealed record DemoTeam(string Name, double CriticalDays, double HighDays, double MediumDays, double LowDays, double Neglect);

/// <param name="Ecosystem">Package URL type of its dependencies.</param>
/// <param name="Targets">Images built from it.</param>
/// <param name="Nightly">Images are scanned every night, else every second night.</param>
/// <param name="Host">Where it answers the public; null when it does not.</param>
/// <param name="Project">Prefix of its ticket keys.</param>
internal sealed record DemoService(
    string Name, DemoTeam Team, string Ecosystem, IReadOnlyList<string> Targets, bool Nightly, string? Host, string Project, IReadOnlyList<string> Files);

/// <summary>Harbour Street Goods, a fictional shop: three teams, six services. <see cref="DemoCatalogue"/> tells the platform the same.</summary>
internal static class DemoCompany
{
    private static readonly DemoTeam Storefront = new("storefront", 2.5, 9, 35, 70, Neglect: 0.03);
    private static readonly DemoTeam Payments = new("payments", 4, 16, 50, 90, Neglect: 0.08);
    private static readonly DemoTeam Logistics = new("logistics", 13, 55, 120, 160, Neglect: 0.5);

    public static readonly IReadOnlyList<DemoService> Services =
    [
        new("shop-web", Storefront, "npm", ["web"], Nightly: true, "https://www.harbourstreet.example", "SHOP",
            ["src/cart/basket.ts", "src/account/profile.ts", "src/search/results.ts", "src/server/render.ts", "src/server/session.ts"]),
        new("catalogue-search", Storefront, "maven", ["api"], Nightly: false, null, "SRCH",
            ["src/main/java/search/QueryParser.java", "src/main/java/search/IndexWriter.java", "src/main/java/search/Suggest.java", "src/main/java/api/SearchResource.java"]),
        new("checkout", Payments, "maven", ["web", "worker"], Nightly: true, "https://checkout.harbourstreet.example", "PAY",
            ["src/main/java/order/OrderResource.java", "src/main/java/order/Discounts.java", "src/main/java/payment/CardGateway.java",
             "src/main/java/payment/Refunds.java", "src/main/java/mail/Receipts.java"]),
        new("ledger", Payments, "maven", ["api"], Nightly: true, null, "LEDG",
            ["src/main/java/ledger/Journal.java", "src/main/java/ledger/Export.java", "src/main/java/report/Monthly.java", "src/main/java/bank/Statement.java"]),
        new("warehouse", Logistics, "pypi", ["web", "worker"], Nightly: false, "https://warehouse.harbourstreet.example", "WH",
            ["warehouse/stock.py", "warehouse/imports/csv_files.py", "warehouse/imports/suppliers.py", "warehouse/web/views.py", "warehouse/web/admin.py", "warehouse/jobs/recount.py"]),
        new("courier-labels", Logistics, "golang", ["api"], Nightly: false, null, "LABL",
            ["internal/labels/render.go", "internal/carriers/client.go", "internal/store/store.go", "cmd/labels/main.go"]),
    ];
}
