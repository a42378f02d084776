using System.Text.Json;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>How a tool was run (SARIF 2.1.0 §3.20).</summary>
internal sealed class SarifInvocations
{
    private DateTimeOffset? _started;
    private DateTimeOffset? _ended;

    /// <summary>False when one invocation says that it failed.</summary>
    public bool Successful { get; private set; } = true;

    /// <summary>The earliest start, else the earliest end; null when none is told.</summary>
    public DateTimeOffset? Time => _started ?? _ended;

    /// <summary>The first working directory that is told.</summary>
    public string? WorkingDirectory { get; private set; }

    public void Read(ref JsonCursor json, SarifRules rules)
    {
        if (!json.Array())
        {
            return;
        }
        while (json.NextElement())
        {
            if (json.Object())
            {
                while (json.NextProperty())
                {
                    ReadMember(ref json, rules);
                }
            }
        }
    }

    private void ReadMember(ref JsonCursor json, SarifRules rules)
    {
        if (json.NameIs("executionSuccessful"u8))
        {
            json.Read();
            Successful &= json.Token != JsonTokenType.False;
            json.Skip();
        }
        else if (json.NameIs("startTimeUtc"u8))
        {
            _started = Earliest(_started, Instant(ref json));
        }
        else if (json.NameIs("endTimeUtc"u8))
        {
            _ended = Earliest(_ended, Instant(ref json));
        }
        else if (json.NameIs("workingDirectory"u8))
        {
            WorkingDirectory ??= json.Member("uri"u8);
        }
        else if (json.NameIs("ruleConfigurationOverrides"u8))
        {
            ReadOverrides(ref json, rules);
        }
        else
        {
            json.Skip();
        }
    }

    private static DateTimeOffset? Instant(ref JsonCursor json)
    {
        var text = json.TextOrNull();
        if (text is null || !Rfc3339.TryParse(text, out var time, assumeUtc: true) || time.Year < 1990)
        {
            return null;
        }
        return time;
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    private static void ReadOverrides(ref JsonCursor json, SarifRules rules)
    {
        if (!json.Array())
        {
            return;
        }
        while (json.NextElement())
        {
            string? level = null;
            SarifRuleReference rule = default;
            if (json.Object())
            {
                while (json.NextProperty())
                {
                    if (json.NameIs("configuration"u8))
                    {
                        level = json.Member("level"u8);
                    }
                    else if (json.NameIs("descriptor"u8))
                    {
                        rule = SarifRuleReference.Read(ref json);
                    }
                    else
                    {
                        json.Skip();
                    }
                }
            }
            if (SarifLevel.Of(level) is { } severity)
            {
                rules.Override(rule.Id, rule.Index, severity);
            }
        }
    }
}
