using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi;
using MetricsPlatform.Kpi.Rebuild;

if (args is ["kpi", .. var words])
{
    return await KpiCommand.RunAsync(words);
}
var builder = WebApplication.CreateBuilder(args);
builder.AddPlatformDefaults("kpi");
builder.AddKpi();
builder.AddPlatformBus();
var app = builder.Build();
app.MapPlatformDefaults();
app.MapKpi();
return await app.RunPlatformAsync(args);
