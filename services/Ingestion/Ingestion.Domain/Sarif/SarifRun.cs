using System.Text.Json;
using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>A run (SARIF 2.1.0 §3.14) without its results: what is held while those are read.</summary>
internal sealed class SarifRun
{
    private SarifArtifacts? _artifacts;

    public long At { get; private init; }

    /// <summary>Where <c>results</c> begins; null when the run has none and so says nothing.</summary>
    public long? ResultsAt { get; private set; }

    public SarifRules Rules { get; } = new();
    public SarifBases Bases { get; } = new();
    public SarifInvocations Invocations { get; } = new();

    /// <summary><c>automationDetails.id</c>: category, slash, run id (§3.17.3).</summary>
    public string? AutomationId { get; private set; }

    public string? Commit { get; private set; }
    public string? Branch { get; private set; }

    /// <summary>The element of <c>runs</c> that the cursor stands on; left on its end.</summary>
    public static SarifRun Read(ref JsonCursor json)
    {
        var run = new SarifRun { At = json.TokenOffset };
        if (!json.Object())
        {
            throw new FieldException("invalid_field", run.At, "must be an object");
        }
        while (json.NextProperty())
        {
            run.ReadMember(ref json);
        }
        return run;
    }

    /// <summary>The path of an artifact that a result names by its index only; they are read when first asked for.</summary>
    public SarifPlace Artifact(int index) => _artifacts?.At(index) ?? default;

    private void ReadMember(ref JsonCursor json)
    {
        if (json.NameIs("results"u8))
        {
            json.Read();
            if (json.Token is not (JsonTokenType.StartArray or JsonTokenType.Null))
            {
                throw new FieldException("invalid_field", json.TokenOffset, "must be a list");
            }
            ResultsAt = json.Token == JsonTokenType.Null ? null : json.TokenOffset;
            json.Skip();
        }
        else if (json.NameIs("tool"u8))
        {
            Rules.Read(ref json);
        }
        else if (json.NameIs("invocations"u8))
        {
            Invocations.Read(ref json, Rules);
        }
        else if (json.NameIs("originalUriBaseIds"u8))
        {
            Bases.Read(ref json);
        }
        else if (json.NameIs("automationDetails"u8))
        {
            AutomationId = json.Member("id"u8);
        }
        else if (json.NameIs("versionControlProvenance"u8))
        {
            ReadProvenance(ref json);
        }
        else if (json.NameIs("artifacts"u8))
        {
            json.Read();
            _artifacts = new SarifArtifacts(json.Source.Stream, json.TokenOffset);
            json.Skip();
        }
        else
        {
            json.Skip();
        }
    }

    /// <summary>The first one tells (§3.23).</summary>
    private void ReadProvenance(ref JsonCursor json)
    {
        if (!json.Array())
        {
            return;
        }
        for (var first = true; json.NextElement(); first = false)
        {
            if (!first)
            {
                json.Skip();
            }
            else if (json.Object())
            {
                while (json.NextProperty())
                {
                    if (json.NameIs("revisionId"u8))
                    {
                        Commit = json.TextOrNull();
                    }
                    else if (json.NameIs("branch"u8))
                    {
                        Branch = json.TextOrNull();
                    }
                    else if (json.NameIs("mappedTo"u8))
                    {
                        Bases.Root = json.Member("uriBaseId"u8);
                    }
                    else
                    {
                        json.Skip();
                    }
                }
            }
        }
    }
}
