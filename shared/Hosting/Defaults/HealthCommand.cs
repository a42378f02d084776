using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary><c>health</c>: asks the process that runs beside it whether it is ready; for containers without a shell.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <param name="configuration">The same as the running process has: where it listens, and a key if health needs one (<c>Access:HealthKey</c>).</param>
    /// <returns>Exit code: 0 when it is ready.</returns>
    public static async Task<int> RunAsync(IConfiguration configuration)
    {
        using var http = new HttpClient { Timeout = Patience };
        if (configuration["Access:HealthKey"] is { Length: > 0 } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        try
        {
            using var response = await http.GetAsync(new Uri($"http://127.0.0.1:{Port(configuration)}/health/ready"));
            Console.WriteLine(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>That of monitoring, else the first that it listens on, as ASP.NET Core reads it.</summary>
    private static int Port(IConfiguration configuration)
    {
        if (configuration.GetValue<int?>("Monitoring:Port") is { } monitoring)
        {
            return monitoring;
        }
        var url = configuration["urls"]?.Split(';')[0];
        return url is null
            ? int.Parse((configuration["http_ports"] ?? "8080").Split(';')[0], CultureInfo.InvariantCulture)
            : new Uri(url.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal)).Port;
    }
}
