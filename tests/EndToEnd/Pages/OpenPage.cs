using Microsoft.Playwright;

namespace MetricsPlatform.Tests.EndToEnd.Pages;

/// <summary>A page in a browser, with what the browser said about it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    public OpenPage(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        // Of a refused page the browser says that it was refused, which is no complaint about it.
        page.Console += (_, message) => complaints.AddRange(message.Type == "error" && !message.Text.StartsWith("Failed to load resource: the server responded", StringComparison.Ordinal) ? [message.Text] : Array.Empty<string>());
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, and what the content security policy stopped.</summary>
    public string Complaints => string.Join('\n', complaints);

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
