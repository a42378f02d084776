using System.Text;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

/// <summary>One platform apart for many inputs: each has services and sources of its own, and a team that owns its services.</summary>
public sealed class ApartFixture : IAsyncLifetime
{
    private ApartPlatform? platform;

    public PlatformClient Client => platform!.Client;

    public IReadOnlyList<Replica> Correlation => platform!.Correlation;

    public string Bus => platform!.Rabbit.Url;

    public async Task InitializeAsync() => platform = await ApartPlatform.Start(Catalogue([.. OwnInput.Cases, .. OwnInput.Histories]));

    public async Task DisposeAsync()
    {
        if (platform is not null)
        {
            await platform.DisposeAsync();
        }
    }

    private static string Catalogue(IReadOnlyList<OwnInput> inputs)
    {
        var text = new StringBuilder("teams:\n");
        foreach (var input in inputs)
        {
            text.Append(null, $"  {input.Team}: {{}}\n");
        }
        text.Append("services:\n");
        foreach (var (input, service) in inputs.SelectMany(i => i.Services, (input, service) => (input, service)))
        {
            text.Append(null, $"  {service}: {{ team: {input.Team} }}\n");
        }
        return text.ToString();
    }
}

/// <summary>Tests that share one platform apart.</summary>
[CollectionDefinition(Name)]
public sealed class ApartTests : ICollectionFixture<ApartFixture>
{
    public const string Name = "Apart";
}
