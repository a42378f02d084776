using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion;

var builder = WebApplication.CreateBuilder(args);
builder.AddPlatformDefaults("ingestion");
builder.AddIngestion();
builder.AddPlatformBus();
var app = builder.Build();
app.MapPlatformDefaults();
app.MapPlatformMetrics();
app.MapIngestion();
return await app.RunPlatformAsync(args);
