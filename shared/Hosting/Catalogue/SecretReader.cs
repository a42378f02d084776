using YamlDotNet.RepresentationModel;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>Where a secret is. The catalogue never says what it is.</summary>
internal sealed class SecretReader(CatalogueErrors errors, YamlReader yaml)
{
    public SecretReference? Read(YamlNode node, string what)
    {
        if (node is not YamlMappingNode)
        {
            errors.Add(node.Start, $"{what} must say where a secret is, not what it is: file: PATH, or environment: NAME");
            return null;
        }
        var section = yaml.Section(node, what, "file", "environment");
        var file = yaml.Text(section.GetValueOrDefault("file"), "'file'");
        var variable = yaml.Text(section.GetValueOrDefault("environment"), "'environment'");
        if (file is null == variable is null)
        {
            errors.Add(node.Start, $"{what} must have either 'file' or 'environment'");
            return null;
        }
        return new SecretReference(file, variable);
    }
}
