using System.Text.Json;

namespace MetricsPlatform.Tests.Cases;

/// <summary>One worked case of docs/metrics.md: inputs and the figures that they must give.</summary>
/// <param name="Events">A JSON array of CloudEvents, as a publisher would send it in a batch.</param>
/// <param name="Expected">One object an instant, in the shape of <c>GET /v1/kpis</c>.</param>
public sealed record WorkedCase(string Name, string Why, string Events, IReadOnlyList<ExpectedKpis> Expected)
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Cases");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static WorkedCase Load(string name)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name, "expected.json")));
        return new(
            name,
            expected.RootElement.GetProperty("why").GetString()!,
            File.ReadAllText(Path.Combine(Folder, name, "events.json")),
            [.. expected.RootElement.GetProperty("kpis").EnumerateArray().Select(kpis => new ExpectedKpis(kpis.GetProperty("at").GetDateTimeOffset(), kpis.Clone()))]);
    }
}

/// <summary>The figures of everything at one instant.</summary>
public sealed record ExpectedKpis(DateTimeOffset At, JsonElement Kpis);
