using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Standalone.Postgres;

/// <summary>The server's <c>postgresql.conf</c>: small, and safe against a crash.</summary>
public static partial class ServerSettings
{
    public static string With(int port) => $"""
        # Written at every start. For settings of your own use a server of your own: --postgres.
        listen_addresses = '127.0.0.1'
        port = {port}
        unix_socket_directories = ''
        max_connections = 100
        shared_buffers = 256MB
        max_wal_size = 2GB
        wal_compression = on
        fsync = on
        synchronous_commit = on
        password_encryption = 'scram-sha-256'
        log_line_prefix = '%m [%p] '
        log_timezone = 'UTC'
        timezone = 'UTC'

        """;

    /// <summary>The port of the last start while it is free, so that what people noted down stays right; else any free one.</summary>
    public static int PortToUse(string file)
    {
        var last = File.Exists(file) ? PortLine().Match(File.ReadAllText(file)) : Match.Empty;
        return last.Success ? Take(int.Parse(last.Groups[1].Value, CultureInfo.InvariantCulture)) ?? Take(0)!.Value : Take(0)!.Value;
    }

    /// <param name="port">0: any.</param>
    /// <returns>Null: it is in use.</returns>
    private static int? Take(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^port = (\d{1,5})$", RegexOptions.Multiline)]
    private static partial Regex PortLine();
}
