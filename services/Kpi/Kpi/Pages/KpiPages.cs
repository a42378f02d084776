using MetricsPlatform.Hosting.Access.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>The pages for people (docs/pages.md).</summary>
internal static class KpiPages
{
    public static void AddPages(this IHostApplicationBuilder builder)
    {
        builder.AddPlatformSignIn();
        builder.Services.AddRazorComponents();
    }

    /// <param name="routes">Of everybody.</param>
    /// <param name="loaded">Routes that wait for the states.</param>
    public static void MapPages(this IEndpointRouteBuilder routes, RouteGroupBuilder loaded)
    {
        var pages = loaded.MapGroup("").ExcludeFromDescription().AddEndpointFilter(PageAnswers.AddHeaders).AsksToSignIn();
        OrganizationPage.Map(pages);
        TeamPage.Map(pages);
        ServicePage.Map(pages);
        ReleasePage.Map(pages);
        FindingListPage.Map(pages);
        LifePage.Map(pages);
        ExplainPage.Map(pages);
        TrendPage.Map(pages);
        ControlsPage.Map(pages);
        var anybodys = routes.MapGroup("").ExcludeFromDescription();
        SignInPages.Map(anybodys.MapGroup("").AddEndpointFilter(PageAnswers.AddHeaders));
        Asset.Map(anybodys);
    }
}
