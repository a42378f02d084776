namespace MetricsPlatform.Hosting.Access.Limits;

/// <summary>Of a route, as metadata: a connection's signature lets in, so the connection and the address it is used from are counted, and no caller.</summary>
public sealed class SignedByConnection
{
    /// <summary>The route's parameter that names the connection.</summary>
    public const string Parameter = "connection";
}
