using MetricsPlatform.Correlation;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddPlatformDefaults("correlation");
builder.AddPlatformCatalogue();
builder.AddCorrelation();
builder.AddPlatformBus();
var app = builder.Build();
app.MapPlatformDefaults();
app.MapPlatformMetrics();
return await app.RunPlatformAsync(args);
