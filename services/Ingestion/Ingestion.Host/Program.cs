using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion;
using MetricsPlatform.Ingestion.Replay;

if (args is ["replay", .. var words])
{
    return await ReplayCommand.RunAsync(words);
}
var builder = WebApplication.CreateBuilder(args);
builder.AddPlatformDefaults("ingestion");
builder.AddIngestion();
builder.AddPlatformBus();
var app = builder.Build();
app.MapPlatformDefaults();
app.MapPlatformMetrics();
app.MapIngestion();
return await app.RunPlatformAsync(args);
