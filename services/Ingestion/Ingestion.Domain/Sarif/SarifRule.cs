using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>What a report says once about a rule (reportingDescriptor, SARIF 2.1.0 §3.49).</summary>
internal sealed class SarifRule
{
    /// <summary>A result without a rule in the report.</summary>
    public static readonly SarifRule Unknown = new();

    public string? Id { get; private set; }
    public string? Name { get; private set; }
    public string? Title { get; private set; }
    public string? Description { get; private set; }
    public string? HelpUri { get; private set; }

    /// <summary><c>help.text</c>: scanners of packages put facts there that stand nowhere else.</summary>
    public PackageHelp Help { get; private set; }

    public Severity? Level { get; private set; }
    public SarifProperties Properties { get; private set; } = SarifProperties.None;
    public IReadOnlyList<int> Cwe { get; private set; } = [];

    /// <summary>Earlier ids of the rule; scanners of packages put a vulnerability's other ids there.</summary>
    public List<string> OtherIds { get; } = [];

    /// <summary>Ids of vulnerabilities in the rule's id.</summary>
    public IReadOnlyList<string> IdsInId { get; private set; } = [];

    /// <summary>Tags that are ids of vulnerabilities.</summary>
    public IReadOnlyList<string> IdsInTags { get; private set; } = [];

    /// <summary>Message texts by their id.</summary>
    public Dictionary<string, string>? Messages { get; private set; }

    public static SarifRule Read(ref JsonCursor json)
    {
        var rule = new SarifRule();
        if (!json.Object())
        {
            return rule;
        }
        var taxa = new List<string>();
        while (json.NextProperty())
        {
            if (!rule.ReadTexts(ref json))
            {
                rule.ReadRest(ref json, taxa);
            }
        }
        rule.IdsInId = VulnerabilityIds.In(rule.Id);
        if (rule.Description is ['(', ..])
        {
            // Snyk: "(CVE-2020-15366) ajv@6.12.2".
            rule.OtherIds.AddRange(VulnerabilityIds.In(rule.Description.Split(')', 2)[0]));
        }
        rule.IdsInTags = [.. rule.Properties.Tags.Where(VulnerabilityIds.Is)];
        rule.Cwe = CweIds.Of(taxa, rule.Properties.Tags, rule.Properties.Cwe);
        return rule;
    }

    public static Dictionary<string, string> ReadMessages(ref JsonCursor json)
    {
        var messages = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json.Object())
        {
            while (json.NextProperty())
            {
                var id = json.Text();
                if (TextLimits.Cut(json.MessageText(), TextLimits.Description) is { } text)
                {
                    messages[id] = text;
                }
            }
        }
        return messages;
    }

    private bool ReadTexts(ref JsonCursor json)
    {
        if (json.NameIs("id"u8))
        {
            Id = json.TextOrNull();
        }
        else if (json.NameIs("name"u8))
        {
            Name = TextLimits.Cut(json.TextOrNull(), TextLimits.Title);
        }
        else if (json.NameIs("shortDescription"u8))
        {
            Title = TextLimits.Cut(json.MessageText(), TextLimits.Title);
        }
        else if (json.NameIs("fullDescription"u8))
        {
            Description = TextLimits.Cut(json.MessageText(), TextLimits.Description);
        }
        else if (json.NameIs("helpUri"u8))
        {
            HelpUri = TextLimits.Cut(json.TextOrNull(), TextLimits.Help);
        }
        else if (json.NameIs("help"u8))
        {
            Help = PackageHelp.Of(json.MessageText());
        }
        else
        {
            return false;
        }
        return true;
    }

    private void ReadRest(ref JsonCursor json, List<string> taxa)
    {
        if (json.NameIs("defaultConfiguration"u8))
        {
            Level = SarifLevel.Of(json.Member("level"u8));
        }
        else if (json.NameIs("properties"u8))
        {
            Properties = SarifProperties.Read(ref json);
        }
        else if (json.NameIs("relationships"u8))
        {
            SarifTaxa.ReadRelationships(ref json, taxa);
        }
        else if (json.NameIs("deprecatedIds"u8))
        {
            json.TextsInto(OtherIds);
        }
        else if (json.NameIs("messageStrings"u8))
        {
            Messages = ReadMessages(ref json);
        }
        else
        {
            json.Skip();
        }
    }
}
