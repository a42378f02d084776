using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>The keys that a demo makes where one is needed. Making one again replaces it.</summary>
internal static class DemoKeys
{
    private const string Loader = "metricsplatform-demo";
    private const string Visitor = "demo-visitor";

    /// <summary>For what sends the demo; <see cref="Forget"/> it afterwards.</summary>
    public static Task<IssuedKey> OfLoader(KeyStore keys, CancellationToken ct) => Replace(keys, new NewKey(Loader, new HashSet<Scope> { Scope.Publish, Scope.Read }, null, TimeSpan.FromHours(1)), ct);

    /// <summary>For who looks at it: reads and decides about findings, for a month.</summary>
    public static Task<IssuedKey> OfVisitor(KeyStore keys, CancellationToken ct) => Replace(keys, new NewKey(Visitor, new HashSet<Scope> { Scope.Read, Scope.Triage }, null, TimeSpan.FromDays(30)), ct);

    public static Task Forget(KeyStore keys, CancellationToken ct) => keys.Revoke(Loader, ct);

    private static async Task<IssuedKey> Replace(KeyStore keys, NewKey key, CancellationToken ct)
    {
        await keys.Revoke(key.Name, ct);   // of a demo that was interrupted, or run before
        return await keys.Create(key, ct);
    }
}
