using MetricsPlatform.Standalone.Demo;
using MetricsPlatform.Tests.EndToEnd.Driver;
using MetricsPlatform.Tests.Integration.Access;
using Microsoft.Playwright;

namespace MetricsPlatform.Tests.EndToEnd.Pages;

/// <summary>The platform with the demo in it, and a Chromium to look at it.</summary>
public sealed class DemoPages : IAsyncLifetime, IAsyncDisposable
{
    private readonly PostgresFixture postgres = new();
    private readonly string catalogue = Path.GetTempFileName();
    private StandaloneProcess platform = null!;
    private IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Signs people in to the platform: Ada, who reads. To a browser it is another site.</summary>
    public FakeIssuer Issuer { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        Issuer = await FakeIssuer.Start(TimeProvider.System);
        (Issuer.Host, Issuer.Asks, Issuer.ClientAuthentication, Issuer.Person) = ("localhost", true, "none", t => t["email"] = "ada@acme.example");
        await File.WriteAllTextAsync(catalogue, $$"""
            {{DemoCatalogue.Yaml}}
            issuers:
              company:
                url: {{Issuer.Url}}
                name: email
                signIn: { clientId: {{FakeIssuer.ClientId}} }
                grants: [{ claims: { email: ada@acme.example }, scopes: [read] }]
            """);
        platform = await StandaloneProcess.Start(["--postgres", await postgres.CreateDatabase(), "--catalogue", catalogue]);
        Http = new HttpClient { BaseAddress = platform.Address };
        await using (var demo = new ChildProcess(["dotnet", StandaloneProcess.Program, "demo", "--ingestion", $"{platform.Address}", "--kpi", $"{platform.Address}"]))
        {
            await demo.Exit();
            Assert.True(demo.ExitCode == 0, demo.Output);
        }
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium-headless-shell",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await (Browser?.DisposeAsync() ?? default);   // what did not start is null
        playwright?.Dispose();
        Http?.Dispose();
        await (platform?.Stop() ?? Task.CompletedTask);
        await (platform?.DisposeAsync() ?? default);
        await postgres.DisposeAsync();
        await (Issuer?.DisposeAsync() ?? default);
        File.Delete(catalogue);
    }

    /// <summary>A page at an address; whatever the browser complains about fails the test in the end.</summary>
    internal async Task<OpenPage> Open(string path, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var context = await Browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 }, BaseURL = platform.Address.ToString() });
        var page = new OpenPage(context, await context.NewPageAsync());
        await page.Page.GotoAsync(path);
        return page;
    }

    /// <summary>One of each kind of page, with something on it.</summary>
    public async Task<IReadOnlyList<string>> Every()
    {
        var finding = Text(await Http.GetStringAsync("/v1/findings?service=checkout&state=all&limit=1"), "id");
        var release = Text(await Http.GetStringAsync("/v1/releases?service=checkout&limit=1"), "version");
        return
        [
            "/", "/teams/logistics", "/services/checkout", $"/services/checkout/releases/{release}", "/findings?state=all", $"/findings/{finding}",
            "/trend?team=logistics", "/trend/table?team=logistics", "/controls", "/explain/survival_median?severity=high&window=90d", "/sign-in", "/services/nobody",
        ];
    }

    private static string Text(string json, string property) => (string)System.Text.Json.Nodes.JsonNode.Parse(json)!["items"]![0]![property]!;
}

/// <summary>One demo is enough for all tests that look at pages.</summary>
[CollectionDefinition(Name)]
public sealed class DemoPagesTests : ICollectionFixture<DemoPages>
{
    public const string Name = "Pages of the demo";
}
