using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace MetricsPlatform.Tests.EndToEnd.Pages;

/// <summary>The pages in a real browser.</summary>
[Collection(DemoPagesTests.Name)]
public sealed class BrowserTests(DemoPages demo)
{
    private const int PhoneWidth = 360;

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_has_a_serious_accessibility_issue(ColorScheme scheme)
    {
        var (issues, axe) = (new List<string>(), new BundledAxeScriptProvider().GetScript());
        foreach (var path in await demo.Every())
        {
            await using var open = await demo.Open(path, scheme);
            // The protocol runs it; the page's policy would not.
            await open.Page.EvaluateAsync($"() => {{ {axe} }}");
            var violations = await open.Page.EvaluateAsync<JsonElement>("() => axe.run().then(r => r.violations.map(v => ({ id: v.id, impact: v.impact, where: v.nodes.map(n => n.target.join(' ')) })))");
            issues.AddRange(violations.EnumerateArray().Where(v => v.GetProperty("impact").GetString() is "serious" or "critical").Select(v => $"{path}: {v.GetRawText()}"));
        }
        Assert.Equal("", string.Join('\n', issues));
    }

    [Fact]
    public async Task Every_page_opens_without_a_complaint_of_the_browser_and_its_charts_are_drawn()
    {
        foreach (var path in await demo.Every())
        {
            await using var open = await demo.Open(path);
            await Assertions.Expect(open.Page.Locator("figure[data-from]")).ToHaveCountAsync(0);   // has come
            var charts = await open.Page.Locator("figure[data-chart]").CountAsync();
            await Assertions.Expect(open.Page.Locator("figure[data-chart] canvas")).ToHaveCountAsync(charts);
            Assert.Equal("", open.Complaints);
        }
    }

    [Fact]
    public async Task On_a_phone_pages_scroll_down_only()
    {
        foreach (var path in await demo.Every())
        {
            await using var open = await demo.Open(path, width: PhoneWidth);
            Assert.Equal((path, PhoneWidth), (path, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
        }
    }

    [Fact]
    public async Task The_keyboard_skips_to_the_content_and_opens_a_number()
    {
        await using var open = await demo.Open("/");
        await open.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(open.Page.Locator(".skip")).ToBeFocusedAsync();
        await Assertions.Expect(open.Page.Locator(".skip")).ToBeInViewportAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator("main")).ToBeFocusedAsync();
        for (var presses = 0; presses < 20 && await Focused(open.Page) != "figure"; presses++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
        }
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.WaitForURLAsync("**/explain/**");
        await Assertions.Expect(open.Page.Locator("h1")).ToContainTextAsync("Overdue");
    }

    [Fact]
    public async Task The_chosen_day_goes_along()
    {
        await using var open = await demo.Open("/");
        var day = DateTimeOffset.UtcNow.AddDays(-30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await open.Page.FillAsync("input[name=at]", day);
        await open.Page.ClickAsync(".as-of button");
        await open.Page.ClickAsync("text=logistics");
        await open.Page.WaitForURLAsync($"**/teams/logistics?at={day}**");
        await Assertions.Expect(open.Page.Locator("footer time")).ToHaveTextAsync(day);
    }

    [Fact]
    public async Task A_person_accepts_a_risk()
    {
        await using var open = await demo.Open("/findings?service=ledger");
        await open.Page.Locator("td a").First.ClickAsync();
        await open.Page.CheckAsync("input[value=risk_accepted]");
        await open.Page.FillAsync("input[name=until]", "2999-01-01");
        await open.Page.FillAsync("textarea", "replaced next year");
        await open.Page.ClickAsync(".triage button");
        await open.Page.WaitForURLAsync("**?decided=*");
        await Driver.Eventually.Be(
            async () =>
            {
                await open.Page.ReloadAsync();
                return await open.Page.InnerTextAsync("main");
            },
            text => text.Contains("accepted until 2999-01-01", StringComparison.Ordinal) && text.Contains("replaced next year", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_signs_in_at_another_site_and_is_known_on_the_first_page_after_it()
    {
        await using var open = await demo.Open("/sign-in?returnUrl=%2Ffindings%3Fservice%3Dledger%26state%3Dall");
        await open.Page.ClickAsync("text=Sign in with company");
        await open.Page.ClickAsync("text=Agree");
        await open.Page.WaitForURLAsync("**/findings?service=ledger&state=all");
        await Assertions.Expect(open.Page.Locator(".who span")).ToHaveTextAsync("company:ada@acme.example");
        await open.Page.ClickAsync("text=Sign out");
        await open.Page.WaitForURLAsync("**/sign-in");
        await Assertions.Expect(open.Page.Locator(".who")).ToHaveCountAsync(0);
        Assert.Equal("", open.Complaints);
    }

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("document.activeElement.className.split(' ')[0]");
}
