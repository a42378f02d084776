using MetricsPlatform.Hosting.Access;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>Who vouches for people and pipelines that have no API key: an OpenID Connect provider (docs/access.md).</summary>
/// <param name="Name">Ours for it; stands before the names of its callers, and in addresses.</param>
/// <param name="Url">What its tokens say as <c>iss</c>, to the letter.</param>
/// <param name="Discovery">Where it says where its keys are (OpenID Connect Discovery 1.0).</param>
/// <param name="Audiences">One of them must be in a bearer token's <c>aud</c>; none: it only signs people in.</param>
/// <param name="NameClaim">What a caller is called by; <c>sub</c> where a token has none.</param>
/// <param name="SignIn">Null: nobody signs in to the pages with it.</param>
public sealed record Issuer(
    string Name, string Url, Uri Discovery, IReadOnlyList<string> Audiences, string NameClaim, IReadOnlyList<Grant> Grants, IssuerSignIn? SignIn);

/// <summary>How an issuer's people sign in to the pages.</summary>
/// <param name="ClientId">What the issuer knows the platform as.</param>
/// <param name="Secret">Null: it knows it as a public client.</param>
/// <param name="Scope">What is asked for, as OAuth writes it: <c>openid profile groups</c>.</param>
public sealed record IssuerSignIn(string ClientId, SecretReference? Secret, string Scope);

/// <summary>What a token may do whose claims are these. Several that fit add up.</summary>
/// <param name="Claims">By name of the claim, the values one of which it must have. Never empty.</param>
/// <param name="Services">The only services, beside those of <paramref name="Teams"/>; both null: all.</param>
/// <param name="Teams">The services that the catalogue gives these teams, whenever it is asked.</param>
public sealed record Grant(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Claims, IReadOnlySet<Scope> Scopes, IReadOnlySet<string>? Services, IReadOnlySet<string>? Teams);
