using System.Net.Sockets;
using MetricsPlatform.Tests.EndToEnd.Driver;
using MetricsPlatform.Tests.Unit.Architecture;
using RabbitMQ.Client;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

/// <summary>A broker that lets clients in and whose quorum queues are dead, as after a full disk, is started anew by the manifests' liveness probe.</summary>
public sealed class BrokerProbeTests
{
    public static TheoryData<string> Manifests => new("docker-compose.yml", "deploy/k8s/components/trial-rabbitmq/rabbitmq.yaml", "deploy/k8s/components/rabbitmq-operator/cluster.yaml");

    [Theory, MemberData(nameof(Manifests))]
    public void The_manifests_ask_what_is_tried_here(string path) => Assert.Contains(RabbitMqServer.Probe, Repository.Read(path), StringComparison.Ordinal);

    [Fact]
    public void The_trial_mends_as_it_is_tried_here() =>
        Assert.Contains(RabbitMqServer.Mend, Repository.Read("deploy/k8s/components/trial-rabbitmq/rabbitmq.yaml"), StringComparison.Ordinal);

    [Theory]
    [InlineData("supervisor:terminate_child(ra_systems_sup, quorum_queues).")]
    [InlineData("[begin exit(whereis(Member), kill), timer:sleep(100) end || _ <- lists:seq(1, 9), Member <- ['%2F_probed'], whereis(Member) =/= undefined].")]
    public async Task A_broker_without_its_quorum_queues_is_not_alive_and_has_all_when_started_anew(string ending)
    {
        await using var broker = await RabbitMqServer.Create();
        await broker.Start();
        await Publish(broker, "probed");
        Assert.True(await broker.IsAlive());

        Assert.True(await broker.Evaluate(ending));

        using (var client = new TcpClient())
        {
            await client.ConnectAsync("127.0.0.1", broker.Port);
        }
        Assert.False(await broker.IsAlive());

        await broker.Start();
        Assert.True(await broker.IsAlive());
        Assert.True(await HasMessage(broker, "probed"));
    }

    [Fact]
    public async Task A_queue_whose_log_was_cut_off_never_runs_again_and_makes_room_for_one_of_its_name()
    {
        await using var broker = await RabbitMqServer.Create();
        await broker.Start();
        await Publish(broker, "whole");
        await Publish(broker, "cut", messages: 100);
        // Into a file of each queue's own.
        Assert.True(await broker.Evaluate("ra_log_wal:force_roll_over(ra_log_wal), timer:sleep(1000), ok = ra_log_segment_writer:await(ra_log_segment_writer)."));
        await broker.Stop();   // knows then how far it was, and reads that far when it starts
        await using (var log = Log(broker, "cut").OpenWrite())
        {
            log.SetLength(log.Length - 1000);
        }

        await broker.Start();
        Assert.False(await broker.IsAlive());
        Assert.True(await broker.Evaluate(RabbitMqServer.Mend));

        Assert.True(await broker.IsAlive());
        await Publish(broker, "cut");
        Assert.True(await HasMessage(broker, "cut"));
        Assert.True(await HasMessage(broker, "whole"));
    }

    /// <summary>Into a quorum queue that it declares; returns when the broker has confirmed it.</summary>
    private static async Task Publish(RabbitMqServer broker, string queue, int messages = 1)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker.Url) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        for (var i = 0; i < messages; i++)
        {
            await channel.BasicPublishAsync("", queue, mandatory: true, new byte[] { 1 });
        }
    }

    private static async Task<bool> HasMessage(RabbitMqServer broker, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker.Url) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.BasicGetAsync(queue, autoAck: true) is not null;
    }

    private static FileInfo Log(RabbitMqServer broker, string queue) => new DirectoryInfo(broker.Folder).GetFiles("*.segment", SearchOption.AllDirectories)
        .Single(file => file.Directory!.Name.StartsWith($"2F_{queue}", StringComparison.OrdinalIgnoreCase));
}
