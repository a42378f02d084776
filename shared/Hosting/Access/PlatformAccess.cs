using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Access.Limits;
using MetricsPlatform.Hosting.Access.Tokens;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace MetricsPlatform.Hosting.Access;

/// <summary>API keys, and tokens of issuers, for every service (docs/access.md).</summary>
internal static class PlatformAccess
{
    /// <summary>Name of the data source that keys are in.</summary>
    internal const string Keys = "keys";

    public static void AddPlatformAccess(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.GetSection("Access").Get<AccessOptions>() ?? new AccessOptions());
        services.AddKeyedSingleton(Keys, (provider, _) => Database(provider));
        services.AddSingleton(provider => new KeyStore(provider.GetRequiredKeyedService<NpgsqlDataSource>(Keys), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<KeyRing>();
        builder.AddPlatformCatalogue();
        services.AddSingleton<IssuerDirectory>();
        services.AddSingleton<RefusedTokens>();
        services.AddSingleton<TokenCheck>();
        services.AddPlatformLimits();
        // No redirects: a provider says where its keys are. Half a megabyte is more than any of them says.
        services.AddHttpClient(IssuerKeys.Client, http => (http.Timeout, http.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(5), 1 << 19))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<KeyRefresher>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyRefresher>());
        services.AddHostedService<LoopbackOnly>();
        services.AddHealthChecks().AddCheck<KeyHealth>("keys", tags: [PlatformHealth.Ready]);
        services.AddAuthentication(KeyAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        // A route that says nothing is for nobody.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new([new NoRoute()], []));
    }

    public static void UsePlatformAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();   // knows who asks, and comes before any work is done for them
        app.UseAuthorization();
    }

    /// <summary>The service's own database, or the one that services with databases of their own share for keys.</summary>
    private static NpgsqlDataSource Database(IServiceProvider services) =>
        services.GetRequiredService<IConfiguration>().GetConnectionString("Keys") is { } shared
            ? NpgsqlDataSource.Create(shared)
            : services.GetRequiredService<NpgsqlDataSource>();
}
