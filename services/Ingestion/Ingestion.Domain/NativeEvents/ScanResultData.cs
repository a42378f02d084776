using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>One result of a native scan.</summary>
internal sealed class ScanResultData
{
    private FindingKind? _kind;
    private string? _rule;
    private IReadOnlyList<string> _aliases = [];
    private Severity? _severity;
    private double? _cvss;
    private string? _title;
    private string? _description;
    private string? _help;
    private IReadOnlyList<int> _cwe = [];
    private string? _package;
    private string? _fixedIn;
    private string? _path;
    private int? _line;
    private string? _resource;
    private string? _url;
    private string? _method;
    private string? _parameter;
    private string? _fingerprint;
    private string? _contextHash;

    /// <summary>The cursor stands on the result's start.</summary>
    public static ScanResult Read(ref JsonCursor json)
    {
        var at = json.TokenOffset;
        var data = new ScanResultData();
        while (json.NextProperty())
        {
            if (!data.ReadWhat(ref json) && !data.ReadWhere(ref json))
            {
                json.Skip();
            }
        }
        return data.Check(at);
    }

    private bool ReadWhat(ref JsonCursor json)
    {
        if (json.NameIs("kind"u8))
        {
            _kind = json.Word<FindingKind>();
        }
        else if (json.NameIs("rule"u8))
        {
            _rule = json.Identifier();
        }
        else if (json.NameIs("aliases"u8))
        {
            _aliases = json.Identifiers();
        }
        else if (json.NameIs("severity"u8))
        {
            _severity = json.Word<Severity>();
        }
        else if (json.NameIs("cvss"u8))
        {
            _cvss = json.Score();
        }
        else if (json.NameIs("title"u8))
        {
            _title = json.Prose(TextLimits.Title);
        }
        else if (json.NameIs("description"u8))
        {
            _description = json.Prose(TextLimits.Description);
        }
        else if (json.NameIs("help"u8))
        {
            _help = json.Prose(TextLimits.Help);
        }
        else if (json.NameIs("cwe"u8))
        {
            _cwe = json.PositiveIntegers();
        }
        else
        {
            return false;
        }
        return true;
    }

    private bool ReadWhere(ref JsonCursor json)
    {
        if (json.NameIs("package"u8))
        {
            _package = json.Package();
        }
        else if (json.NameIs("fixedIn"u8))
        {
            _fixedIn = json.Identifier();
        }
        else if (json.NameIs("path"u8))
        {
            _path = json.Identifier() is { } path ? RepositoryPath.Normalise(path) : null;
        }
        else if (json.NameIs("line"u8))
        {
            _line = json.PositiveInteger();
        }
        else if (json.NameIs("resource"u8))
        {
            _resource = json.Identifier();
        }
        else if (json.NameIs("url"u8))
        {
            _url = json.Identifier();
        }
        else if (json.NameIs("method"u8))
        {
            _method = json.Identifier();
        }
        else if (json.NameIs("parameter"u8))
        {
            _parameter = json.Identifier();
        }
        else if (json.NameIs("fingerprint"u8))
        {
            _fingerprint = json.Identifier();
        }
        else if (json.NameIs("contextHash"u8))
        {
            _contextHash = json.Identifier();
        }
        else
        {
            return false;
        }
        return true;
    }

    private ScanResult Check(long at)
    {
        var kind = _kind.Required(at, "kind");
        var why = $"is required for kind {kind.ToString().ToLowerInvariant()}";
        switch (kind)
        {
            case FindingKind.Dependency:
                _package.Required(at, "package", why);
                break;
            case FindingKind.Code or FindingKind.Secret or FindingKind.Configuration:
                _path.Required(at, "path", why);
                break;
            case FindingKind.Dynamic:
                _url.Required(at, "url", why);
                break;
        }
        return new ScanResult
        {
            Kind = kind,
            Rule = _rule.Required(at, "rule"),
            Aliases = _aliases,
            Severity = _severity ?? Severities.OfCvss(_cvss.Required(at, "severity", "or cvss is required")),
            Cvss = _cvss,
            Title = _title,
            Description = _description,
            Help = _help,
            Cwe = _cwe,
            Package = _package,
            FixedIn = _fixedIn,
            Path = _path,
            Line = _line,
            Resource = _resource,
            Url = _url,
            Method = _method,
            Parameter = _parameter,
            Fingerprint = _fingerprint,
            ContextHash = _contextHash,
        };
    }
}
