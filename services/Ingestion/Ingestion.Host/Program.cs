using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Ingestion;

var builder = WebApplication.CreateBuilder(args);
builder.AddIngestion();
builder.AddPlatformBus();

var app = builder.Build();
app.MapIngestion();
await app.RunAsync();
