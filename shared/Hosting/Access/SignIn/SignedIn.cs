using System.Text.Json.Serialization;

namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>Who signed in. What they may do is looked up on every request.</summary>
[JsonDerivedType(typeof(SignedInKey), "key")]
[JsonDerivedType(typeof(SignedInPerson), "person")]
public abstract record SignedIn;

/// <summary>Whoever has a key.</summary>
/// <param name="Id">The public part of the key.</param>
public sealed record SignedInKey(string Id) : SignedIn;

/// <summary>Somebody whom an issuer vouched for.</summary>
/// <param name="Issuer">Its address.</param>
/// <param name="Claims">Those that name them, and what grants asked for when they signed in.</param>
public sealed record SignedInPerson(string Issuer, IReadOnlyDictionary<string, IReadOnlyList<string>> Claims) : SignedIn
{
    /// <summary>What they show, in a word.</summary>
    internal const string Credential = "sign-in";
}
