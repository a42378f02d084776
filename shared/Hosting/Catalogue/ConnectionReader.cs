using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>The part <c>connections</c> of the catalogue.</summary>
internal sealed partial class ConnectionReader(CatalogueErrors errors, YamlReader yaml)
{
    private const int MostSecrets = 2;

    /// <summary>By the word that the catalogue and the address use.</summary>
    private static readonly IReadOnlyDictionary<string, ConnectionKind> Kinds = new Dictionary<string, ConnectionKind>
    {
        ["github"] = ConnectionKind.GitHub, ["gitlab"] = ConnectionKind.GitLab, ["jira"] = ConnectionKind.Jira,
        ["azure-devops"] = ConnectionKind.AzureDevOps, ["sonarqube"] = ConnectionKind.SonarQube, ["standard"] = ConnectionKind.Standard,
    };

    public Dictionary<string, Connection> Read(YamlNode? node)
    {
        var connections = new Dictionary<string, Connection>();
        foreach (var (key, value) in yaml.Entries(node, "'connections'"))
        {
            var name = key.Value!;
            if (!Name().IsMatch(name))
            {
                errors.Add(key.Start, $"'{name}' stands in an address: a connection's name has lower-case letters, digits and hyphens, at most 50");
            }
            var section = yaml.Section(value, $"connection '{name}'", "kind", "secrets", "services", "pipelines", "releases", "tickets");
            if (Kind(key, section.GetValueOrDefault("kind")) is { } kind)
            {
                connections[name] = new Connection(
                    name, kind, Secrets(key, section.GetValueOrDefault("secrets")), Pairs(section.GetValueOrDefault("services"), $"'services' of connection '{name}'"),
                    Pairs(section.GetValueOrDefault("pipelines"), $"'pipelines' of connection '{name}'"),
                    yaml.Text(section.GetValueOrDefault("releases"), $"'releases' of connection '{name}'"),
                    Tickets(section.GetValueOrDefault("tickets"), name));
            }
        }
        return connections;
    }

    private ConnectionKind? Kind(YamlScalarNode name, YamlNode? node)
    {
        var word = yaml.Text(node, $"'kind' of connection '{name.Value}'");
        if (word is not null && Kinds.TryGetValue(word, out var kind))
        {
            return kind;
        }
        errors.Add((node ?? name).Start,
            $"'kind' of connection '{name.Value}' must be one of {string.Join(", ", Kinds.Keys)}{(word is null ? "" : Spelling.Hint(word, Kinds.Keys))}");
        return null;
    }

    private List<SecretReference> Secrets(YamlScalarNode name, YamlNode? node)
    {
        var what = $"'secrets' of connection '{name.Value}'";
        if (node is null)
        {
            errors.Add(name.Start, $"connection '{name.Value}' needs 'secrets': what is not signed is not taken");
            return [];
        }
        var secrets = yaml.List(node, what, "[{ file: /run/secrets/github }]") ?? [];
        if (secrets.Count > MostSecrets)
        {
            errors.Add(secrets[MostSecrets].Start, $"{what} are {MostSecrets} at most: the one in use and the one that replaces it");
        }
        var reader = new SecretReader(errors, yaml);
        return [.. secrets.Select(secret => reader.Read(secret, $"an element of {what}")).OfType<SecretReference>()];
    }

    private Dictionary<string, string> Pairs(YamlNode? node, string what)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in yaml.Entries(node, what))
        {
            var text = yaml.Text(value, $"'{key.Value}' in {what}");
            if (text is null)
            {
                errors.Add(value.Start, $"'{key.Value}' in {what} must have a value");
            }
            else if (!pairs.TryAdd(key.Value!, text))
            {
                errors.Add(key.Start, $"'{key.Value}' stands twice in {what}; upper and lower case are the same");
            }
        }
        return pairs;
    }

    private TicketRules Tickets(YamlNode? node, string name)
    {
        var section = yaml.Section(node, $"'tickets' of connection '{name}'", "labels", "pattern", "in");
        var places = yaml.Texts(section.GetValueOrDefault("in"), $"'tickets.in' of connection '{name}'", "[title, labels]");
        foreach (var place in places?.Except(TicketRules.Places) ?? [])
        {
            errors.Add(section["in"].Start, $"'tickets.in' of connection '{name}' has no '{place}'; allowed are {string.Join(", ", TicketRules.Places)}{Spelling.Hint(place, TicketRules.Places)}");
        }
        return new TicketRules(
            yaml.Texts(section.GetValueOrDefault("labels"), $"'tickets.labels' of connection '{name}'", "[security]") ?? TicketRules.Default.Labels,
            Pattern(section.GetValueOrDefault("pattern"), name), places ?? TicketRules.Default.In);
    }

    /// <remarks>Without backtracking, since anybody who can open a ticket chooses the text.</remarks>
    private Regex? Pattern(YamlNode? node, string name)
    {
        var text = yaml.Text(node, $"'tickets.pattern' of connection '{name}'");
        try
        {
            return text is null ? null : new Regex(text, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            errors.Add(node!.Start, $"'tickets.pattern' of connection '{name}' is no regular expression that can be used: {e.Message}");
            return null;
        }
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,49}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
