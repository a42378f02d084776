namespace MetricsPlatform.Client;

/// <summary>What a run rests on and a test replaces.</summary>
/// <param name="Environment">A variable's value by its name, or null.</param>
/// <param name="Handler">Carries requests. Proxies are those of the environment: <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>ALL_PROXY</c>, <c>NO_PROXY</c>.</param>
/// <param name="Pause">Waits; null: by the clock.</param>
internal sealed record Surroundings(
    Func<string, string?> Environment, TimeProvider Clock, Func<HttpMessageHandler> Handler, Func<Stream> Input, TextWriter Output, TextWriter Error,
    Func<TimeSpan, CancellationToken, Task>? Pause = null)
{
    public static Surroundings Real => new(
        System.Environment.GetEnvironmentVariable, TimeProvider.System,
        // A redirect would turn a POST into a GET.
        () => new SocketsHttpHandler { AllowAutoRedirect = false }, Console.OpenStandardInput, Console.Out, Console.Error);
}
