using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>For a service that has pages: people sign in with a key, or with an issuer of the catalogue (docs/access.md).</summary>
public static class PlatformSignIn
{
    /// <summary>Call after the platform defaults.</summary>
    public static void AddPlatformSignIn(this IHostApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().SetApplicationName("MetricsPlatform");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IServiceProvider>((options, services) =>
            options.XmlRepository = new ProtectionKeys(services.GetRequiredKeyedService<NpgsqlDataSource>(PlatformAccess.Keys)));
        builder.Services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "metricsplatform-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
        });
        builder.Services.AddSingleton<SignInCookie>();
        builder.Services.AddSingleton<BegunCookie>();
        builder.Services.AddSingleton<CodeExchange>();
        builder.Services.AddSingleton<CodeFlow>();
    }
}
