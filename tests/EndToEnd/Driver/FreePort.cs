using System.Net;
using System.Net.Sockets;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>A loopback port that nobody listens on now.</summary>
/// <remarks>
/// Below the range that the system gives to outgoing connections (32768 and up): one of those could take the port before the program
/// that is to listen there has started.
/// </remarks>
public static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int next = Random.Shared.Next(Count);

    public static int Find()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref next) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody is there; the next one may be free.
            }
        }
    }
}
