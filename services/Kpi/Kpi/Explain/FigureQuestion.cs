using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Kpi.Domain.Remediation;
using MetricsPlatform.Kpi.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace MetricsPlatform.Kpi.Explain;

/// <summary>Which number of a figure is asked about: the dimensions that it has, each of them given.</summary>
public sealed class FigureQuestion
{
    [FromRoute(Name = "figure")] public required string Figure { get; init; }
    [FromQuery(Name = "severity")] public string? Severity { get; init; }
    [FromQuery(Name = "window")] public string? Window { get; init; }
    [FromQuery(Name = "maturity")] public string? Maturity { get; init; }
    [FromQuery(Name = "environment")] public string? Environment { get; init; }
    [FromQuery(Name = "age")] public string? Age { get; init; }
    [FromQuery(Name = "scan")] public string? Scan { get; init; }
    [FromQuery(Name = "reason")] public string? Reason { get; init; }
    [FromQuery(Name = "cwe")] public string? Cwe { get; init; }

    /// <summary>The figure with its rows; else <paramref name="problem"/> says what is unknown, missing or not for the caller.</summary>
    public bool TryExplain(
        KpiQuestion question, [NotNullWhen(true)] out KpiExplanation? explanation, [NotNullWhen(true)] out KpiSubject? subject,
        [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        (explanation, subject) = (null, null);
        if (KpiDefinitions.Find(Figure) is not { } definition)
        {
            problem = TypedResults.Problem($"No figure is called '{Figure}'.", statusCode: StatusCodes.Status404NotFound);
            return false;
        }
        if (FigureAccess.Refusal(question.Caller, question.Service) is { } refusal)
        {
            problem = refusal;
            return false;
        }
        if (!question.TryRead(out var about, out problem))
        {
            return false;
        }
        var complaints = new List<string>();
        var selection = Read(definition, about.Rules, complaints);
        if (complaints.Count > 0)
        {
            problem = complaints.AsProblem();
            return false;
        }
        (subject, problem) = (about, null);
        explanation = KpiExplanation.Of(definition, selection, [.. about.Services.Select(s => s.Facts)], about.Rules, about.At);
        return true;
    }

    private KpiSelection Read(KpiDefinition definition, KpiRules rules, List<string> complaints)
    {
        return new KpiSelection(
            Has(KpiDimensions.Severity, "severity", Severity) ? QueryWord<Severity>.Read("severity", Severity, complaints) : null,
            OneOf(KpiDimensions.Window, "window", Window, rules.WindowNames), OneOf(KpiDimensions.Maturity, "maturity", Maturity, ["settled", "provisional"]),
            Has(KpiDimensions.Environment, "environment", Environment) ? Environment : null, OneOf(KpiDimensions.Age, "age", Age, AgeBand.Names),
            Has(KpiDimensions.Scan, "scan", Scan) ? QueryWord<ScanKind>.Read("scan", Scan, complaints) : null,
            Has(KpiDimensions.Reason, "reason", Reason) ? QueryWord<EscapeReason>.Read("reason", Reason, complaints) : null, Weakness());

        int? Weakness()
        {
            if (!Has(KpiDimensions.Cwe, "cwe", Cwe))
            {
                return null;
            }
            if (int.TryParse(Cwe, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
            complaints.Add($"Parameter 'cwe' cannot be '{Cwe}'; it is the number of a weakness: 79.");
            return null;
        }

        bool Has(KpiDimensions dimension, string parameter, string? text)
        {
            if (definition.Dimensions.HasFlag(dimension) && text is null)
            {
                complaints.Add($"Parameter '{parameter}' is missing: '{definition.Id}' has a number for each.");
            }
            return definition.Dimensions.HasFlag(dimension) && text is not null;
        }

        string? OneOf(KpiDimensions dimension, string parameter, string? text, IReadOnlyList<string> words)
        {
            if (!Has(dimension, parameter, text))
            {
                return null;
            }
            if (!words.Contains(text!))
            {
                complaints.Add($"Parameter '{parameter}' cannot be '{text}'; it is one of {string.Join(", ", words)}.");
            }
            return text;
        }
    }
}
