using System.Text.Json.Nodes;
using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Kpi.Http;

namespace MetricsPlatform.Kpi.Triage;

/// <summary>A decision about a finding.</summary>
/// <param name="Decision">false_positive, not_affected, risk_accepted or reinstated.</param>
/// <param name="Until">Of risk_accepted: when it ends, a date or RFC 3339; null: it has no end.</param>
/// <param name="Justification">Why.</param>
public sealed record TriageRequest(string? Decision, string? Until, string? Justification)
{
    private const string Source = "/metricsplatform/triage";

    /// <summary>As a native event; null when something is wrong, which the complaints say.</summary>
    /// <param name="by">Name of the key that decided.</param>
    internal JsonObject? ToEvent(Guid id, string service, TriageMatch match, string? by, DateTimeOffset now, List<string> complaints)
    {
        var decision = QueryWord<TriageDecision>.Read("decision", Decision, complaints);
        if (Decision is null)
        {
            complaints.Add($"'decision' is missing; it is one of {string.Join(", ", Enum.GetValues<TriageDecision>().Select(QueryWord.Of))}.");
        }
        if (string.IsNullOrWhiteSpace(Justification))
        {
            complaints.Add("'justification' is missing: say why.");
        }
        DateTimeOffset? until = null;
        if (Until is { Length: > 0 } text)
        {
            until = QueryTime.TryParse(text, out var end) ? end : null;
            if (until is null)
            {
                complaints.Add(QueryTime.Complaint("until", text));
            }
            else if (until <= now)
            {
                complaints.Add("'until' is not in the future.");
            }
            if (decision is { } decided and not TriageDecision.RiskAccepted)
            {
                complaints.Add($"'until' goes with risk_accepted only, not with {QueryWord.Of(decided)}.");
            }
        }
        return complaints.Count > 0 ? null : new JsonObject
        {
            ["specversion"] = "1.0", ["id"] = id.ToString(), ["source"] = Source, ["type"] = "metricsplatform.finding.triaged.v1", ["time"] = CellText.Of(now),
            ["data"] = new JsonObject
            {
                ["service"] = service, ["match"] = new JsonObject { ["rule"] = match.Rule, ["package"] = match.Package, ["path"] = match.Path },
                ["decision"] = QueryWord.Of(decision!.Value), ["until"] = until is null ? null : CellText.Of(until), ["by"] = by, ["justification"] = Justification!.Trim(),
            },
        };
    }
}
