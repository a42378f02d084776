using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi;

var builder = WebApplication.CreateBuilder(args);
builder.AddPlatformDefaults("kpi");
builder.AddKpi();
builder.AddPlatformBus();
var app = builder.Build();
app.MapPlatformDefaults();
app.MapKpi();
return await app.RunPlatformAsync(args);
