using System.Reflection;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Tests.Unit.Architecture;

/// <summary>docs/rules.md says which test holds which rule of docs/metrics.md and docs/correlation.md: both sides must exist.</summary>
public sealed partial class RulesTableTests
{
    private static readonly string Table = Repository.Read("docs", "rules.md");

    private static readonly IReadOnlyList<(string Rule, string[] Tests)> Rows =
        [.. Row().Matches(Table).Select(row => (row.Groups[1].Value, Test().Matches(row.Groups[2].Value).Select(test => test.Groups[1].Value).ToArray()))];

    [Fact]
    public void Every_rule_has_a_test_and_every_test_a_rule_of_the_documents()
    {
        var rules = RuleId().Matches(Repository.Read("docs", "metrics.md") + Repository.Read("docs", "correlation.md")).Select(rule => rule.Groups[1].Value).ToList();

        Assert.Equal(rules.Distinct(), rules);
        Assert.Equal(rules.Order(StringComparer.Ordinal), Rows.Select(row => row.Rule).Order(StringComparer.Ordinal));
        Assert.All(Rows, row => Assert.True(row.Tests.Length > 0, row.Rule));
    }

    [Fact]
    public void Every_test_that_the_table_names_exists()
    {
        var units = Assembly.GetExecutingAssembly().GetTypes()
            .SelectMany(type => type.GetMethods().Where(IsTest).Select(test => $"{type.Name}.{test.Name}")).ToHashSet();
        var sources = Repository.Files("tests", "*.cs").ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

        Assert.All(Test().Matches(Table).Select(test => test.Groups[1].Value), test =>
        {
            var (type, name) = (test.Split('.')[0], test.Split('.')[1]);
            Assert.True(units.Contains(test) || sources[type].Any(source => source.Contains($" {name}(", StringComparison.Ordinal)), test);
        });
    }

    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes<FactAttribute>().Any();

    /// <summary><c>**M2.3** text</c> in a document.</summary>
    [GeneratedRegex(@"\*\*([MC]\d+\.\d+)\*\*")]
    private static partial Regex RuleId();

    /// <summary><c>| M2.3 | tests |</c> in the table.</summary>
    [GeneratedRegex(@"^\| ([MC]\d+\.\d+) \|(.*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary><c>`Class.Test_name`</c></summary>
    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex Test();
}
