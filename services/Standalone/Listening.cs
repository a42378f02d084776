using System.Net;
using System.Net.Sockets;
using MetricsPlatform.Hosting.Access;

namespace MetricsPlatform.Standalone;

/// <summary>Where the platform answers, and what its starter should know about that.</summary>
public static class Listening
{
    /// <exception cref="StartupException">The address is not this machine's or the port is taken.</exception>
    public static void EnsureFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new StartupException($"Port {port} is in use by another process. Choose another with --port or --monitoring-port.");
        }
        catch (SocketException e)
        {
            throw new StartupException($"Cannot listen on {new IPEndPoint(address, port)}: {e.Message}. Choose another address with --bind or another port with --port or --monitoring-port.");
        }
    }

    /// <summary>Whether nobody listens at a port of the loopback address.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A port of the loopback address where nobody listens.</summary>
    public static int AnyFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Where this machine reaches the platform.</summary>
    public static Uri Url(StandaloneOptions options) => Url(options, options.Port);

    /// <summary>Where this machine reaches <c>/metrics</c> and <c>/health</c>.</summary>
    public static Uri MonitoringUrl(StandaloneOptions options) => Url(options, options.MonitoringPort ?? options.Port);

    private static Uri Url(StandaloneOptions options, int port)
    {
        var host = options.Bind.Equals(IPAddress.Any) || options.Bind.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : options.Bind;
        return new Uri($"http://{new IPEndPoint(host, port)}");
    }

    /// <param name="data">Where the data is, for people.</param>
    public static string Notice(StandaloneOptions options, string data, AccessOptions access)
    {
        var url = Url(options).GetLeftPart(UriPartial.Authority);
        var monitoring = MonitoringUrl(options).GetLeftPart(UriPartial.Authority);
        var who = access.Open ? "open to this machine; no keys needed on loopback" : $"with an API key; {access.KeysCommand} list shows them";
        return $"""

              MetricsPlatform is running.

              open      {url}
              metrics   {monitoring}/metrics
              health    {monitoring}/health/ready
              data      {data}
              access    {who}

              Ctrl-C stops it.

            """;
    }
}
