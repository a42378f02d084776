namespace MetricsPlatform.Standalone.Demo;

/// <summary>The catalogue of the demo's company, as a <c>platform.yaml</c>.</summary>
public static class DemoCatalogue
{
    public static string Yaml { get; } = Read();

    /// <summary>Who decides about findings in a team of the demo.</summary>
    internal static string ChampionOf(string team) => team switch
    {
        "storefront" => "Ines Okafor",
        "payments" => "Tomas Lindqvist",
        _ => "Ruth Adeyemi",
    };

    private static string Read()
    {
        using var file = new StreamReader(typeof(DemoCatalogue).Assembly.GetManifestResourceStream("demo.platform.yaml")!);
        return file.ReadToEnd();
    }
}
