using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>From SARIF's results to ours, with what the run says about all of them.</summary>
internal sealed class SarifTranslation(SarifRun run, ScanQuery query)
{
    private readonly string _tool = ToolName.Of(query.Tool ?? run.Rules.ToolName) ?? "";

    /// <summary>A result is none of ours, one, or several: one for each CVE id that its rule names.</summary>
    public void Translate(SarifResult result, Translation into)
    {
        if (!result.IsFinding)
        {
            return;
        }
        var rule = run.Rules.Find(result.Rule.Id, result.Rule.Index, result.Rule.Component);
        var place = PlaceOf(result.Places.Count > 0 ? result.Places[0] : default);
        var web = place.Uri is { } uri && IsWebAddress(uri) ? uri : null;
        var path = web is null ? run.Bases.PathOf(place, run.Invocations.WorkingDirectory) : null;
        var message = result.Message.Resolve(rule, run.Rules.GlobalMessages);
        // Neither is required (§3.27.5): then the message is what tells one kind of result from another.
        var ruleId = (result.Rule.Id ?? rule.Id ?? run.Rules.NamedIn(message) ?? TextLimits.Cut(FirstLine(message), TextLimits.Title))
            .Required(result.At, "ruleId", "is required, or a rule that has an id, or a message");

        var ids = ruleId == rule.Id ? rule.IdsInId : VulnerabilityIds.In(ruleId);
        if (ids.Count == 0)
        {
            ids = rule.IdsInTags;
        }
        var package = ids.Count > 0 || query.Kind == FindingKind.Dependency ? SarifPackage.Of(result, rule, message, path, _tool) : default;
        var kind = SarifKind.Of(rule, ruleId, _tool, package.Package is not null, web is not null, query.Kind);

        var cvss = result.Properties.Cvss ?? rule.Properties.Cvss;
        var found = new ScanResult
        {
            Kind = kind,
            Rule = ruleId,
            Severity = cvss is { } score ? Severities.OfCvss(score) : result.Properties.Severity ?? rule.Properties.Severity ?? LevelOf(result, rule),
            Cvss = cvss,
            Title = rule.Title ?? rule.Name ?? FirstLine(kind == FindingKind.Secret ? ruleId : message),
            // A message about a secret may quote it.
            Description = kind == FindingKind.Secret ? rule.Description : message,
            Help = rule.HelpUri,
            Cwe = CweIds.Union(CweIds.Of(result.Taxa, result.Properties.Tags, result.Properties.Cwe), rule.Cwe),
            Path = kind == FindingKind.Dynamic ? path : path ?? RepositoryPath.Root,
            Line = place.Line,
            Resource = kind == FindingKind.Configuration ? result.LogicalName : null,
            Url = web,
            Fingerprint = result.Fingerprint.Value,
            AlsoAt = AlsoAt(result),
        };
        var verdict = result.Suppression.Stands ? new Verdict(TriageDecision.RiskAccepted, result.Suppression.Justification) : null;
        if (kind != FindingKind.Dependency)
        {
            into.Add(found.WithContext(result.Places.Count > 0 ? result.Places[0].Code : null), verdict);
            return;
        }
        into.AddVulnerability(
            found with { Rule = ids.Count > 0 ? ids[0] : ruleId, Package = package.Package, FixedIn = package.FixedIn }, ids.Concat(OtherIds(rule)), verdict);
    }

    private static IEnumerable<string> OtherIds(SarifRule rule) => rule.OtherIds.Where(VulnerabilityIds.Is).Concat(rule.IdsInTags);

    private Severity LevelOf(SarifResult result, SarifRule rule) =>
        result.Level ?? (result.IsInformation ? Severity.Info : run.Rules.LevelOf(rule, result.Rule.Index) ?? SarifLevel.Default);

    /// <summary>An artifact that is named by its index alone is looked up.</summary>
    private SarifPlace PlaceOf(SarifPlace place) => place is { Uri: null, Artifact: { } index } ? run.Artifact(index) with { Line = place.Line } : place;

    private List<string> AlsoAt(SarifResult result)
    {
        if (result.Places.Count < 2)
        {
            return [];
        }
        var places = new List<string>(result.Places.Count - 1);
        foreach (var further in result.Places.Skip(1))
        {
            var place = PlaceOf(further);
            var name = place.Uri is { } uri && IsWebAddress(uri) ? uri : run.Bases.PathOf(place, run.Invocations.WorkingDirectory);
            if (name is not null)
            {
                places.Add(place.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{name}:{line}") : name);
            }
        }
        return places;
    }

    private static bool IsWebAddress(string uri) =>
        uri.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || uri.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? FirstLine(string? text) => text?.TrimStart().Split('\n', 2)[0].TrimEnd();
}
