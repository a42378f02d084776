using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Standalone.Postgres;

/// <summary>The server's settings: small, and safe against a crash. They stand behind those that initdb found right for this machine.</summary>
public static partial class ServerSettings
{
    private const string Include = "include = 'platform.conf'\n";

    /// <summary>Writes the settings of the next start.</summary>
    /// <returns>The port that it will have: that of the last start while it is free, so that what people noted down stays right, else any free one.</returns>
    public static async Task<int> WriteAsync(DataFolder folder)
    {
        var standard = Path.Combine(folder.Cluster, "postgresql.conf");
        var ours = Path.Combine(folder.Cluster, "platform.conf");
        if (!(await File.ReadAllTextAsync(standard)).EndsWith(Include, StringComparison.Ordinal))
        {
            await File.AppendAllTextAsync(standard, Include);
        }
        var port = (File.Exists(ours) ? LastPort(await File.ReadAllTextAsync(ours)) : null) ?? TakeAny();
        await File.WriteAllTextAsync(ours, With(port));
        await folder.Account.OwnAsync(ours);
        return port;
    }

    private static string With(int port) => $"""
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

    /// <returns>Null: there was none, or it is in use.</returns>
    private static int? LastPort(string settings) =>
        PortLine().Match(settings) is { Success: true } line ? Take(int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture)) : null;

    /// <summary>Below the ports that the system gives to outgoing connections (32768 and up): one of those could have it when the server comes back.</summary>
    private static int TakeAny()
    {
        while (true)
        {
            if (Take(Random.Shared.Next(20_000, 32_000)) is { } port)
            {
                return port;
            }
        }
    }

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
