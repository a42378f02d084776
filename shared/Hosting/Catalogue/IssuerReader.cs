using System.Text.RegularExpressions;
using MetricsPlatform.Hosting.Access;
using YamlDotNet.RepresentationModel;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>The part <c>issuers</c> of the catalogue.</summary>
internal sealed partial class IssuerReader(CatalogueErrors errors, YamlReader yaml, IReadOnlyDictionary<string, Team> teams)
{
    private const string WellKnown = "/.well-known/openid-configuration";

    /// <summary>Issuers that sign for everybody, and the claims that nobody else can have: one of them stands in every grant. Names can be taken over.</summary>
    private static readonly Dictionary<string, string[]> Public = new Dictionary<string, string[]>
    {
        ["https://token.actions.githubusercontent.com"] = ["repository_id", "repository_owner_id", "enterprise_id"],
        ["https://gitlab.com"] = ["project_id", "namespace_id"],
    };

    private static readonly string[] ScopeWords = [.. Enum.GetValues<Scope>().Select(ScopeWord.Of)];

    public Dictionary<string, Issuer> Read(YamlNode? node)
    {
        var issuers = new Dictionary<string, Issuer>();
        foreach (var (key, value) in yaml.Entries(node, "'issuers'"))
        {
            var name = key.Value!;
            if (!Name().IsMatch(name))
            {
                errors.Add(key.Start, $"'{name}' stands in an address: an issuer's name has lower-case letters, digits and hyphens, at most 50");
            }
            if (Issuer(key, value) is { } issuer)
            {
                if (issuers.Values.FirstOrDefault(i => i.Url == issuer.Url) is { } same)
                {
                    errors.Add(key.Start, $"issuer '{name}' has the address of issuer '{same.Name}': a token must say whose it is");
                }
                issuers[name] = issuer;
            }
        }
        return issuers;
    }

    private Issuer? Issuer(YamlScalarNode name, YamlNode node)
    {
        var what = $"issuer '{name.Value}'";
        var section = yaml.Section(node, what, "url", "discovery", "audience", "name", "grants", "signIn");
        var url = Address(section.GetValueOrDefault("url"), $"'url' of {what}", name)?.OriginalString;
        var discovery = section.TryGetValue("discovery", out var elsewhere) ? Address(elsewhere, $"'discovery' of {what}", name) : null;
        var audiences = TextOrTexts(section.GetValueOrDefault("audience"), $"'audience' of {what}", "metricsplatform");
        if (!section.ContainsKey("audience") && !section.ContainsKey("signIn"))
        {
            errors.Add(name.Start, $"{what} needs 'audience', since a token that was made for somebody else is not for us, or 'signIn'");
        }
        var grants = yaml.List(section.GetValueOrDefault("grants"), $"'grants' of {what}", "[{ claims: { repository_id: \"123\" }, scopes: [publish] }]")?
            .Select(g => Grant(g, what, url)).OfType<Grant>().ToList();
        if (grants is null && !section.ContainsKey("grants"))
        {
            errors.Add(name.Start, $"{what} needs 'grants': without them its tokens open nothing");
        }
        return url is null ? null : new Issuer(
            name.Value!, url, discovery ?? new Uri(url.TrimEnd('/') + WellKnown), audiences ?? [],
            yaml.Text(section.GetValueOrDefault("name"), $"'name' of {what}") ?? "sub", grants ?? [],
            section.TryGetValue("signIn", out var signIn) ? SignIn(signIn, $"'signIn' of {what}") : null);
    }

    private IssuerSignIn? SignIn(YamlNode node, string what)
    {
        var section = yaml.Section(node, what, "clientId", "secret", "scope");
        var clientId = yaml.Text(section.GetValueOrDefault("clientId"), $"'clientId' of {what}");
        if (clientId is null)
        {
            errors.Add(node.Start, $"{what} needs 'clientId': what the issuer knows the platform as");
        }
        var scope = yaml.Text(section.GetValueOrDefault("scope"), $"'scope' of {what}") ?? "openid profile email";
        if (!scope.Split(' ').Contains("openid"))
        {
            errors.Add(section["scope"].Start, $"'scope' of {what} must have openid: without it the issuer names nobody");
        }
        var secret = section.TryGetValue("secret", out var place) ? new SecretReader(errors, yaml).Read(place, $"'secret' of {what}") : null;
        return clientId is null ? null : new IssuerSignIn(clientId, secret, scope);
    }

    /// <summary>HTTPS, since whoever changes the keys on their way makes tokens; HTTP inside this machine.</summary>
    private Uri? Address(YamlNode? node, string what, YamlScalarNode owner)
    {
        if (Uri.TryCreate(yaml.Text(node, what), UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback))
            && url.Query == "" && url.Fragment == "")
        {
            return url;
        }
        errors.Add((node ?? owner).Start, $"{what} must be an address that begins with https://, as the provider writes it");
        return null;
    }

    private Grant? Grant(YamlNode node, string issuer, string? url)
    {
        var what = $"a grant of {issuer}";
        var section = yaml.Section(node, what, "claims", "scopes", "services", "teams");
        var claims = Claims(section.GetValueOrDefault("claims"), $"'claims' of {what}");
        if (claims.Count == 0)
        {
            errors.Add(node.Start, $"{what} needs 'claims': without them it is for everybody whom the issuer knows");
        }
        else if (url is not null && Public.TryGetValue(url.TrimEnd('/'), out var ids) && !ids.Any(claims.ContainsKey))
        {
            errors.Add(section["claims"].Start, $"'claims' of {what} must have one of {string.Join(", ", ids)}: anybody can have tokens there, and names can be taken over");
        }
        var scopes = Scopes(section.GetValueOrDefault("scopes"), $"'scopes' of {what}");
        if (!section.ContainsKey("scopes"))
        {
            errors.Add(node.Start, $"{what} needs 'scopes': {string.Join(", ", ScopeWords)}");
        }
        var services = yaml.Texts(section.GetValueOrDefault("services"), $"'services' of {what}", "[checkout]")?.ToHashSet(StringComparer.Ordinal);
        var owners = yaml.Texts(section.GetValueOrDefault("teams"), $"'teams' of {what}", "[payments]")?.ToHashSet(StringComparer.Ordinal);
        foreach (var team in owners?.Where(t => !teams.ContainsKey(t)) ?? [])
        {
            errors.Add(section["teams"].Start, $"{what} names team '{team}', which is not under teams{Spelling.Hint(team, teams.Keys)}");
        }
        if (scopes.Contains(Scope.Administer) && (services is not null || owners is not null))
        {
            errors.Add(section["scopes"].Start, $"{what} cannot limit administer, which is about the whole platform; give it in a grant of its own");
        }
        return new Grant(claims, scopes, services, owners);
    }

    private Dictionary<string, IReadOnlyList<string>> Claims(YamlNode? node, string what)
    {
        var claims = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in yaml.Entries(node, what))
        {
            var place = $"'{key.Value}' in {what}";
            if (TextOrTexts(value, place, "main") is { } values)
            {
                claims[key.Value!] = values;
            }
            else if (YamlReader.IsNull(value))
            {
                errors.Add(value.Start, $"{place} must have a value");
            }
        }
        return claims;
    }

    private HashSet<Scope> Scopes(YamlNode? node, string what)
    {
        var scopes = new HashSet<Scope>();
        foreach (var word in yaml.Texts(node, what, "[read]") ?? [])
        {
            if (ScopeWord.Find(word) is { } scope)
            {
                scopes.Add(scope);
            }
            else
            {
                errors.Add(node!.Start, $"{what} have no '{word}'; allowed are {string.Join(", ", ScopeWords)}{Spelling.Hint(word, ScopeWords)}");
            }
        }
        return scopes;
    }

    private IReadOnlyList<string>? TextOrTexts(YamlNode? node, string what, string example) =>
        node is YamlSequenceNode ? yaml.Texts(node, what, $"[{example}]") : yaml.Text(node, what) is { } text ? [text] : null;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,49}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
