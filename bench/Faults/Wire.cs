using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Bench.Faults;

/// <summary>A way over TCP that can be cut.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly int target;
    private readonly TcpListener listener;
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<Socket, bool> open = new();
    private readonly Task accepting;
    private volatile TaskCompletionSource heals = Healed();
    private volatile bool refuses;

    /// <param name="target">Loopback port that it leads to.</param>
    public Wire(int target)
    {
        this.target = target;
        listener = new TcpListener(IPAddress.Loopback, FreePort.Find());
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every connection ends at once, and no new one comes about.</summary>
    public void Drop()
    {
        refuses = true;
        foreach (var socket in open.Keys)
        {
            socket.Close(0);
        }
    }

    /// <summary>Connections stay, new ones come about, and nothing gets through: as when packets are lost on the way.</summary>
    public void Stall() => heals = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything gets through again, also what was held up.</summary>
    public void Heal()
    {
        refuses = false;
        heals.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        Drop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.Dispose();
    }

    private async Task Accept()
    {
        while (!ended.IsCancellationRequested)
        {
            var client = await listener.AcceptSocketAsync(ended.Token);
            if (refuses)
            {
                client.Close(0);
                continue;
            }
            _ = Connect(client);
        }
    }

    private async Task Connect(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        open[client] = open[server] = true;
        try
        {
            await heals.Task;
            await server.ConnectAsync(IPAddress.Loopback, target, ended.Token);
            await Task.WhenAny(Carry(client, server), Carry(server, client));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One of the two is gone, and so is the connection.
        }
        finally
        {
            await heals.Task;   // that an end is gone is not known while nothing gets through
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
            client.Close(0);
        }
    }

    private async Task Carry(Socket from, Socket to)
    {
        var buffer = new byte[64 << 10];
        while (await from.ReceiveAsync(buffer, ended.Token) is > 0 and var read)
        {
            await heals.Task;
            for (var sent = 0; sent < read;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), ended.Token);
            }
        }
    }

    private static TaskCompletionSource Healed()
    {
        var healed = new TaskCompletionSource();
        healed.SetResult();
        return healed;
    }
}
