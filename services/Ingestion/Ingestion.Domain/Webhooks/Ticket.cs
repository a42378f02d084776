using System.Text.RegularExpressions;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Webhooks;

/// <summary>A ticket of any tracker, as far as it matters here.</summary>
internal sealed record Ticket(string Key, TicketStatus Status, IReadOnlyList<string> Labels)
{
    /// <summary>More are no list of vulnerabilities.</summary>
    private const int MostRules = 100;

    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? Url { get; init; }
    public string? Assignee { get; init; }

    /// <summary>When it came to stand so.</summary>
    public DateTimeOffset? At { get; init; }

    public IEnumerable<Said> Say(Delivery delivery, string tracker)
    {
        var settings = delivery.Settings;
        return Labels.Any(label => settings.TicketLabels.Contains(label, StringComparer.OrdinalIgnoreCase))
            ? [new Said($"tickets/{Key}", At, new TicketChanged(NativeContent.NoHeader, delivery.Service, tracker, Key, Status, Url, Assignee, RulesBy(settings)))]
            : [Said.Nothing("no_security_ticket", $"{Key} has none of the labels {string.Join(", ", settings.TicketLabels)}.")];
    }

    private IReadOnlyList<string> RulesBy(WebhookSettings settings) =>
        [.. settings.TicketPlaces.SelectMany(TextsOf).SelectMany(text => Ids(text, settings.TicketPattern)).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostRules)];

    private IEnumerable<string> TextsOf(string place) => place switch
    {
        "title" => Title is null ? [] : [Title],
        "labels" => Labels,
        // Line by line, as ids are looked for in short texts only.
        _ => Description?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
    };

    private static IEnumerable<string> Ids(string text, Regex? pattern) => pattern is null
        ? VulnerabilityIds.In(text)
        : pattern.Matches(text).Select(match => (match.Groups["id"].Success ? match.Groups["id"] : match).Value).Where(id => id.Length > 0);
}
