namespace MetricsPlatform.Hosting.Access;

/// <summary>What a key may do (docs/access.md). No scope includes another.</summary>
public enum Scope
{
    /// <summary>Send events and reports.</summary>
    Publish,

    /// <summary>See figures, findings, releases and services.</summary>
    Read,

    /// <summary>Decide about findings.</summary>
    Triage,

    /// <summary>Look after the platform itself; never limited to services.</summary>
    Administer,
}
