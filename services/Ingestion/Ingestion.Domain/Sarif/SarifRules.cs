using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>A tool's rules: those of its driver and of its extensions (plug-ins, rule packs).</summary>
internal sealed class SarifRules
{
    /// <summary>The most rules that a run may describe; they are held while its results are read.</summary>
    public const int Most = 50_000;

    /// <summary>Of how many rules a message is compared with the names.</summary>
    private const int MostNames = 500;

    private readonly List<SarifRule> _driver = [];
    private readonly List<List<SarifRule>> _extensions = [];
    private readonly Dictionary<string, SarifRule> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Severity> _levelById = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Severity> _levelByIndex = [];
    private int _count;

    public string? ToolName { get; private set; }

    public Dictionary<string, string>? GlobalMessages { get; private set; }

    /// <summary>Reads a run's <c>tool</c> (§3.18).</summary>
    public void Read(ref JsonCursor json)
    {
        if (json.Object())
        {
            while (json.NextProperty())
            {
                if (json.NameIs("driver"u8))
                {
                    ReadComponent(ref json, _driver, isDriver: true);
                }
                else if (json.NameIs("extensions"u8) && json.Array())
                {
                    while (json.NextElement())
                    {
                        var rules = new List<SarifRule>();
                        _extensions.Add(rules);
                        ReadComponent(ref json, rules, isDriver: false);
                    }
                }
                else
                {
                    json.Skip();
                }
            }
        }
    }

    /// <summary>An invocation configured the rule otherwise (§3.20.5).</summary>
    public void Override(string? id, int? index, Severity level)
    {
        if (id is not null)
        {
            _levelById[id] = level;
        }
        else if (index is { } number)
        {
            _levelByIndex[number] = level;
        }
    }

    /// <param name="component">Index of the extension that defines the rule; null for the driver.</param>
    public SarifRule Find(string? id, int? index, int? component)
    {
        var rules = component is { } number && number < _extensions.Count ? _extensions[number] : _driver;
        if (index is { } at && at < rules.Count)
        {
            // Where the two disagree, the id is what people see.
            return id is not null && rules[at].Id != id && _byId.TryGetValue(id, out var named) ? named : rules[at];
        }
        // A hierarchical id ("CA1000/1") belongs to the rule whose id it begins with (§3.27.5).
        for (var name = id; !string.IsNullOrEmpty(name); name = name[..Math.Max(0, name.LastIndexOf('/'))])
        {
            if (_byId.TryGetValue(name, out var rule))
            {
                return rule;
            }
        }
        return SarifRule.Unknown;
    }

    /// <summary>The id of the driver's rule with which a message begins: Gitleaks 7 names it nowhere else.</summary>
    public string? NamedIn(string? message) => message is null ? null
        : _driver.Take(MostNames).Select(rule => rule.Id).OfType<string>().Where(id => id.Length > 0 && message.StartsWith(id, StringComparison.Ordinal)).MaxBy(id => id.Length);

    public Severity? LevelOf(SarifRule rule, int? index) =>
        rule.Id is not null && _levelById.TryGetValue(rule.Id, out var level) ? level
        : index is { } number && _levelByIndex.TryGetValue(number, out level) ? level
        : rule.Level;

    private void ReadComponent(ref JsonCursor json, List<SarifRule> rules, bool isDriver)
    {
        if (!json.Object())
        {
            return;
        }
        while (json.NextProperty())
        {
            if (json.NameIs("name"u8) && isDriver)
            {
                ToolName = json.TextOrNull();
            }
            else if (json.NameIs("globalMessageStrings"u8) && isDriver)
            {
                GlobalMessages = SarifRule.ReadMessages(ref json);
            }
            else if (json.NameIs("rules"u8) && json.Array())
            {
                while (json.NextElement())
                {
                    Add(ref json, rules);
                }
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void Add(ref JsonCursor json, List<SarifRule> rules)
    {
        if (++_count > Most)
        {
            throw new FieldException("too_long", json.TokenOffset, $"is more than the {Most:N0} rules that a run may describe");
        }
        var rule = SarifRule.Read(ref json);
        rules.Add(rule);
        if (rule.Id is not null)
        {
            _byId.TryAdd(rule.Id, rule);
        }
    }
}
