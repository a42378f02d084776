using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Tests.Cases;

namespace MetricsPlatform.Tests.EndToEnd.Pages;

/// <summary>Every number on every page of figures opens into rows that give it.</summary>
[Collection(DemoPagesTests.Name)]
public sealed class NumberTests(DemoPages demo)
{
    private const int AtATime = 4;
    private static readonly string[] Teams = ["storefront", "payments", "logistics"];
    private static readonly string[] Services = ["shop-web", "catalogue-search", "checkout", "ledger", "warehouse", "courier-labels"];

    [Fact]
    public async Task Every_number_is_recomputed_from_its_rows()
    {
        // Of one instant, so that no number moves between the page and its rows.
        var at = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var numbers = new Dictionary<string, string>();
        foreach (var page in (IEnumerable<string>)["/", "/trend/table", .. Teams.Select(t => $"/teams/{t}"), .. Services.Select(s => $"/services/{s}")])
        {
            foreach (var window in (string[])["30d", "90d"])
            {
                var document = new HtmlParser().ParseDocument(await demo.Http.GetStringAsync($"{page}?at={at}&window={window}"));
                foreach (var number in document.QuerySelectorAll("main a:has(data)"))
                {
                    var (link, value) = (number.GetAttribute("href")!, number.QuerySelector("data")!.GetAttribute("value")!);
                    Assert.True(numbers.TryAdd(link, value) || numbers[link] == value, $"{page} says {value}, another page {numbers[link]}: {link}");
                }
                Assert.All(document.QuerySelectorAll("main data"), data => Assert.NotNull(data.ParentElement?.GetAttribute("href")));
            }
        }
        Assert.True(numbers.Count > 1000, $"{numbers.Count}");
        Assert.Equal(KpiDefinitions.All.Select(d => d.Id).Except(["remediation_duration"]).Order(), numbers.Keys.Where(IsFigure).Select(FigureOf).Distinct().Order());

        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (number, ct) =>
        {
            var (link, value) = number;
            var recomputed = await Recompute(link, ct);
            if (value.Length == 0 ? recomputed is not null : recomputed is not { } it || Math.Abs(it - double.Parse(value, CultureInfo.InvariantCulture)) > 1e-9 * Math.Max(1, Math.Abs(it)))
            {
                wrong.Add($"{link}: {value}, from its rows {recomputed}");
            }
        });
        Assert.Equal("", string.Join('\n', wrong));
    }

    private async Task<double?> Recompute(string link, CancellationToken ct)
    {
        var query = link[link.IndexOf('?', StringComparison.Ordinal)..];
        var csv = Csv.Read(await demo.Http.GetStringAsync(IsFigure(link) ? $"/v1/explain/{FigureOf(link)}.csv{query}" : $"/v1/findings.csv{query}", ct));
        var formula = IsFigure(link) ? KpiDefinitions.Of(FigureOf(link)).Formula : KpiFormula.Count;
        return new Recount(csv[0], csv[1..]).Of(formula.Kind, formula.Column, formula.Part, formula.Whole, formula.Percent, Regex.Match(query, "window=([^&]+)").Groups[1].Value);
    }

    private static bool IsFigure(string link) => link.StartsWith("/explain/", StringComparison.Ordinal);

    private static string FigureOf(string link) => link["/explain/".Length..link.IndexOf('?', StringComparison.Ordinal)];
}
