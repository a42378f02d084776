using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Hosting.Access.Limits;

/// <summary>Where a request comes from, as far as limits tell addresses apart.</summary>
internal static class RemoteAddress
{
    /// <summary>Bytes of an IPv6 address that name a network (RFC 4291): whoever has one of its addresses has all.</summary>
    private const int NetworkBytes = 8;

    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? Of(address) : "unknown";

    public static string Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.MapToIPv4().ToString();
        }
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return $"{new IPAddress(bytes)}/{8 * NetworkBytes}";
    }
}
