using YamlDotNet.Core;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>Collects what is wrong in one file, so that its author sees everything at once, in the order of the lines.</summary>
internal sealed class CatalogueErrors(string file)
{
    private readonly List<(long Line, long Column, string Text)> errors = [];

    public void Add(Mark at, string text) => errors.Add((at.Line, at.Column, text));

    /// <exception cref="CatalogueException">When anything was added.</exception>
    public void ThrowIfAny()
    {
        if (errors.Count > 0)
        {
            throw new CatalogueException([.. errors.Order().Select(e => $"{file}:{e.Line}:{e.Column}: {e.Text}")]);
        }
    }
}
