using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>A result (SARIF 2.1.0 §3.27) as it is written.</summary>
internal sealed class SarifResult
{
    /// <summary>The most places of one result that are kept.</summary>
    public const int MostPlaces = 100;

    private string? _kind;
    private string? _baselineState;

    public long At { get; private init; }
    public SarifRuleReference Rule { get; private set; }
    public Severity? Level { get; private set; }
    public SarifMessage Message { get; private set; }
    public List<SarifPlace> Places { get; } = [];

    /// <summary><c>fullyQualifiedName</c> of the first logical location.</summary>
    public string? LogicalName { get; private set; }

    public SarifFingerprint Fingerprint { get; } = new();
    public List<string> Taxa { get; } = [];
    public SarifProperties Properties { get; private set; } = SarifProperties.None;
    public SarifSuppression Suppression { get; private set; }

    /// <summary>False for what the tool looked at and found in order, and for what a comparison with an earlier run no longer found.</summary>
    public bool IsFinding => _kind is not ("pass" or "notApplicable") && _baselineState != "absent";

    /// <summary>The kind is none of a failure, for which the level is <c>none</c> unless told (§3.27.10).</summary>
    public bool IsInformation => _kind is not (null or "fail");

    /// <summary>The cursor stands on the result's start.</summary>
    public static SarifResult Read(ref JsonCursor json)
    {
        var result = new SarifResult { At = json.TokenOffset };
        if (!json.Object())
        {
            throw new FieldException("invalid_field", result.At, "must be an object");
        }
        while (json.NextProperty())
        {
            if (!result.ReadWhat(ref json))
            {
                result.ReadRest(ref json);
            }
        }
        return result;
    }

    private bool ReadWhat(ref JsonCursor json)
    {
        if (json.NameIs("ruleId"u8))
        {
            Rule = Rule with { Id = json.TextOrNull() ?? Rule.Id };
        }
        else if (json.NameIs("ruleIndex"u8))
        {
            Rule = Rule with { Index = json.IndexOrNull() ?? Rule.Index };
        }
        else if (json.NameIs("rule"u8))
        {
            var rule = SarifRuleReference.Read(ref json);
            Rule = new SarifRuleReference(Rule.Id ?? rule.Id, rule.Index ?? Rule.Index, rule.Component);
        }
        else if (json.NameIs("level"u8))
        {
            Level = SarifLevel.Of(json.TextOrNull());
        }
        else if (json.NameIs("kind"u8))
        {
            _kind = json.TextOrNull();
        }
        else if (json.NameIs("baselineState"u8))
        {
            _baselineState = json.TextOrNull();
        }
        else if (json.NameIs("message"u8))
        {
            Message = SarifMessage.Read(ref json);
        }
        else
        {
            return false;
        }
        return true;
    }

    private void ReadRest(ref JsonCursor json)
    {
        if (json.NameIs("locations"u8))
        {
            ReadLocations(ref json);
        }
        else if (json.NameIs("fingerprints"u8))
        {
            Fingerprint.Read(ref json);
        }
        else if (json.NameIs("partialFingerprints"u8))
        {
            Fingerprint.ReadPartial(ref json);
        }
        else if (json.NameIs("taxa"u8))
        {
            SarifTaxa.ReadTaxa(ref json, Taxa);
        }
        else if (json.NameIs("suppressions"u8))
        {
            Suppression = SarifSuppression.Read(ref json);
        }
        else if (json.NameIs("properties"u8))
        {
            Properties = SarifProperties.Read(ref json);
        }
        else
        {
            json.Skip();
        }
    }

    private void ReadLocations(ref JsonCursor json)
    {
        if (!json.Array())
        {
            return;
        }
        while (json.NextElement())
        {
            if (Places.Count >= MostPlaces || !json.Object())
            {
                json.Skip();
                continue;
            }
            while (json.NextProperty())
            {
                if (json.NameIs("physicalLocation"u8))
                {
                    ReadPhysical(ref json);
                }
                else if (json.NameIs("logicalLocations"u8))
                {
                    ReadLogical(ref json);
                }
                else
                {
                    json.Skip();
                }
            }
        }
    }

    private void ReadPhysical(ref JsonCursor json)
    {
        if (!json.Object())
        {
            return;
        }
        SarifPlace place = default;
        int? line = null;
        string? code = null, around = null;
        while (json.NextProperty())
        {
            if (json.NameIs("artifactLocation"u8))
            {
                place = SarifPlace.Read(ref json);
            }
            else if (json.NameIs("region"u8) && json.Object())
            {
                while (json.NextProperty())
                {
                    if (json.NameIs("startLine"u8))
                    {
                        line = json.IndexOrNull() is > 0 and var number ? number : null;
                    }
                    else if (json.NameIs("snippet"u8))
                    {
                        code = json.MessageText();
                    }
                    else
                    {
                        json.Skip();
                    }
                }
            }
            else if (json.NameIs("contextRegion"u8) && json.Object())
            {
                while (json.NextProperty())
                {
                    if (json.NameIs("snippet"u8))
                    {
                        around = json.MessageText();
                    }
                    else
                    {
                        json.Skip();
                    }
                }
            }
            else
            {
                json.Skip();
            }
        }
        Places.Add(place with { Line = line, Code = code ?? around });
    }

    private void ReadLogical(ref JsonCursor json)
    {
        if (json.Array())
        {
            while (json.NextElement())
            {
                LogicalName ??= json.Member("fullyQualifiedName"u8);
                json.Skip();
            }
        }
    }
}
