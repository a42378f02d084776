using System.Text.Json.Nodes;

namespace MetricsPlatform.Hosting.Audit;

/// <summary>An act that is to go on record.</summary>
/// <param name="Actor">Name of the key or person that did it; null where the platform is open and nobody said one.</param>
/// <param name="Action">What was done, as a word such as <c>finding.triaged</c>.</param>
/// <param name="Subject">What it was done to: a service, a key's id.</param>
/// <param name="Detail">What else is to be known, without names of people: it stays for ever.</param>
public sealed record AuditEntry(string? Actor, string Action, string Subject, JsonObject Detail)
{
    /// <summary>Whom it names beside the actor: who decided what the actor sent, whose key it is.</summary>
    public string? Person { get; init; }
}
