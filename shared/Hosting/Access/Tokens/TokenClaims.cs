using System.Text.Json;
using MetricsPlatform.Hosting.Catalogue;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MetricsPlatform.Hosting.Access.Tokens;

/// <summary>What an issuer says of somebody: the values of each claim as texts. A list, as of groups, has several; an object none.</summary>
public sealed class TokenClaims(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
{
    public IReadOnlyList<string> this[string name] => values.GetValueOrDefault(name) ?? [];

    /// <param name="token">One that has been checked.</param>
    internal static TokenClaims Of(JsonWebToken token)
    {
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        var claims = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var claim in payload.RootElement.EnumerateObject())
        {
            claims[claim.Name] = [.. (claim.Value.ValueKind == JsonValueKind.Array ? claim.Value.EnumerateArray() : Enumerable.Repeat(claim.Value, 1)).Select(Text).OfType<string>()];
        }
        return new TokenClaims(claims);
    }

    /// <summary>Those that name somebody, and those values that any grant asks for now: two hundred groups are too many for a cookie.</summary>
    internal Dictionary<string, IReadOnlyList<string>> WorthKeeping(Issuer issuer)
    {
        var asked = issuer.Grants.SelectMany(g => g.Claims).ToLookup(c => c.Key, c => c.Value);
        return asked.Select(a => a.Key).Append(issuer.NameClaim).Append("sub").Distinct().ToDictionary(
            name => name,
            IReadOnlyList<string> (name) => name == issuer.NameClaim || name == "sub" ? this[name] : [.. this[name].Intersect(asked[name].SelectMany(v => v))]);
    }

    /// <summary>What the claims are worth as the catalogue is now.</summary>
    /// <returns>Null: they name nobody.</returns>
    public Caller? ToCaller(Issuer issuer, PlatformCatalogue catalogue, string credential) =>
        this[issuer.NameClaim].Concat(this["sub"]).FirstOrDefault(n => n.Length > 0) is { } name
            ? new Caller($"{issuer.Name}:{name}", credential, [.. issuer.Grants.Where(Fits).Select(g => Right.Of(g.Scopes, g.Services, g.Teams, catalogue))])
            : null;

    private bool Fits(Grant grant) => grant.Claims.All(required => this[required.Key].Intersect(required.Value, StringComparer.Ordinal).Any());

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
