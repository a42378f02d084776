using MetricsPlatform.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>The text of <c>platform.yaml</c> → <see cref="PlatformCatalogue"/>. The format is docs/catalogue.md's.</summary>
public sealed class CatalogueReader
{
    private const string None = "none";

    private static readonly IReadOnlyDictionary<string, Severity> Severities = new Dictionary<string, Severity>
    {
        ["critical"] = Severity.Critical, ["high"] = Severity.High, ["medium"] = Severity.Medium, ["low"] = Severity.Low,
    };

    private static readonly IReadOnlyDictionary<string, ScanKind> ScanWords =
        Enum.GetValues<ScanKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());

    private readonly CatalogueErrors errors;
    private readonly YamlReader yaml;

    private CatalogueReader(string file)
    {
        errors = new CatalogueErrors(file);
        yaml = new YamlReader(errors);
    }

    /// <summary>Reads a catalogue; what it does not say has the value of <see cref="PlatformCatalogue.Default"/>.</summary>
    /// <param name="file">How messages name the file.</param>
    /// <exception cref="CatalogueException">Anything is wrong; it names all of it.</exception>
    public static PlatformCatalogue Read(string text, string file)
    {
        var reader = new CatalogueReader(file);
        var catalogue = PlatformCatalogue.Default;
        try
        {
            catalogue = reader.Catalogue(reader.yaml.Root(text));
        }
        catch (YamlException e)
        {
            reader.errors.Add(e.Start, $"this is no valid YAML: {e.Message}");
        }
        reader.errors.ThrowIfAny();
        return catalogue;
    }

    private PlatformCatalogue Catalogue(YamlNode? root)
    {
        var section = yaml.Section(root, "the catalogue",
            "teams", "services", "environments", "mainBranches", "targets", "windows", "flapWindow", "observationWindow", "staleAfter", "scanners", "connections", "issuers");
        var environments = yaml.Section(section.GetValueOrDefault("environments"), "'environments'", "production");
        var production = yaml.Texts(environments.GetValueOrDefault("production"), "'environments.production'", "[production, production-eu]");
        var teams = Teams(section.GetValueOrDefault("teams"));
        var standard = PlatformCatalogue.Default;
        return standard with
        {
            Teams = teams,
            Services = Services(section.GetValueOrDefault("services"), teams),
            ProductionEnvironments = production?.ToHashSet() ?? standard.ProductionEnvironments,
            MainBranches = yaml.Texts(section.GetValueOrDefault("mainBranches"), "'mainBranches'", "[main, master]") ?? standard.MainBranches,
            Targets = Targets(section.GetValueOrDefault("targets"), standard.Targets),
            Windows = Windows(section.GetValueOrDefault("windows")) ?? standard.Windows,
            FlapWindow = yaml.Duration(section.GetValueOrDefault("flapWindow"), "'flapWindow'") ?? standard.FlapWindow,
            Connections = new ConnectionReader(errors, yaml).Read(section.GetValueOrDefault("connections")),
            Issuers = new IssuerReader(errors, yaml, teams).Read(section.GetValueOrDefault("issuers")),
            ObservationWindow = yaml.Duration(section.GetValueOrDefault("observationWindow"), "'observationWindow'") ?? standard.ObservationWindow,
            StaleAfter = yaml.Duration(section.GetValueOrDefault("staleAfter"), "'staleAfter'") ?? standard.StaleAfter,
            Scanners = Scanners(section.GetValueOrDefault("scanners")),
        };
    }

    private Dictionary<string, Team> Teams(YamlNode? node)
    {
        var teams = new Dictionary<string, Team>();
        foreach (var (key, value) in yaml.Entries(node, "'teams'"))
        {
            var name = key.Value!;
            if (name == PlatformCatalogue.Unowned)
            {
                errors.Add(key.Start, $"no team may be called '{name}': services without a team are shown under this name");
            }
            var section = yaml.Section(value, $"team '{name}'", "champion", "channel");
            teams[name] = new Team(name,
                yaml.Text(section.GetValueOrDefault("champion"), $"'champion' of team '{name}'"),
                yaml.Text(section.GetValueOrDefault("channel"), $"'channel' of team '{name}'"));
        }
        return teams;
    }

    private Dictionary<string, ServiceEntry> Services(YamlNode? node, Dictionary<string, Team> teams)
    {
        var services = new Dictionary<string, ServiceEntry>();
        foreach (var (key, value) in yaml.Entries(node, "'services'"))
        {
            var name = key.Value!;
            var section = yaml.Section(value, $"service '{name}'", "team", "tier", "mainBranches", "formerly");
            var team = yaml.Text(section.GetValueOrDefault("team"), $"'team' of service '{name}'");
            if (team is not null && !teams.ContainsKey(team))
            {
                errors.Add(section["team"].Start, $"service '{name}' names team '{team}', which is not under teams{Spelling.Hint(team, teams.Keys)}");
            }
            services[name] = new ServiceEntry(name, team,
                yaml.Text(section.GetValueOrDefault("tier"), $"'tier' of service '{name}'"),
                yaml.Texts(section.GetValueOrDefault("mainBranches"), $"'mainBranches' of service '{name}'", "[main]") ?? [])
            {
                Formerly = yaml.Texts(section.GetValueOrDefault("formerly"), $"'formerly' of service '{name}'", "[shop]") ?? [],
            };
        }
        CheckFormerNames(node, services);
        return services;
    }

    /// <summary>A former name is one service's, and no service has it now.</summary>
    private void CheckFormerNames(YamlNode? node, Dictionary<string, ServiceEntry> services)
    {
        var claimed = new Dictionary<string, string>();
        foreach (var (key, _) in yaml.Entries(node, "'services'"))
        {
            foreach (var former in services[key.Value!].Formerly)
            {
                if (services.ContainsKey(former))
                {
                    errors.Add(key.Start, $"service '{key.Value}' was formerly '{former}', which is under services too: leave that entry out");
                }
                if (!claimed.TryAdd(former, key.Value!))
                {
                    errors.Add(key.Start, $"service '{key.Value}' was formerly '{former}', and so was '{claimed[former]}': only one of them can have been");
                }
            }
        }
    }

    private Dictionary<Severity, TimeSpan> Targets(YamlNode? node, IReadOnlyDictionary<Severity, TimeSpan> standard)
    {
        var targets = standard.ToDictionary();
        foreach (var (name, value) in yaml.Section(node, "'targets'", [.. Severities.Keys]))
        {
            if (value is YamlScalarNode { Value: None })
            {
                targets.Remove(Severities[name]);
            }
            else if (yaml.Duration(value, $"'targets.{name}' (unless '{None}')") is { } target)
            {
                targets[Severities[name]] = target;
            }
        }
        return targets;
    }

    private Dictionary<string, IReadOnlyList<ScanKind>> Scanners(YamlNode? node)
    {
        var scanners = new Dictionary<string, IReadOnlyList<ScanKind>>();
        foreach (var (key, value) in yaml.Entries(node, "'scanners'"))
        {
            var kinds = new List<ScanKind>();
            foreach (var element in yaml.List(value, $"scanner '{key.Value}'", "[sca, container]") ?? [])
            {
                var word = yaml.Text(element, $"each element of scanner '{key.Value}'");
                if (word is not null && ScanWords.TryGetValue(word, out var kind))
                {
                    kinds.Add(kind);
                }
                else if (word is not null)
                {
                    errors.Add(element.Start, $"scanner '{key.Value}' has no '{word}'; allowed are {string.Join(", ", ScanWords.Keys)}{Spelling.Hint(word, ScanWords.Keys)}");
                }
            }
            scanners[key.Value!] = kinds;
        }
        return scanners;
    }

    private List<TimeSpan>? Windows(YamlNode? node) =>
        yaml.List(node, "'windows'", "[30d, 90d]")?.Select(n => yaml.Duration(n, "each element of 'windows'"))
            .OfType<TimeSpan>().Distinct().Order().ToList();
}
