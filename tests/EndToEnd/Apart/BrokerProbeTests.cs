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

    [Theory]
    [InlineData("supervisor:terminate_child(ra_systems_sup, quorum_queues).")]
    [InlineData("[begin exit(whereis(Member), kill), timer:sleep(100) end || _ <- lists:seq(1, 9), Member <- ['%2F_probed'], whereis(Member) =/= undefined].")]
    public async Task A_broker_without_its_quorum_queues_is_not_alive_and_has_all_when_started_anew(string ending)
    {
        await using var broker = await RabbitMqServer.Create();
        await broker.Start();
        await using (var connection = await new ConnectionFactory { Uri = new Uri(broker.Url) }.CreateConnectionAsync())
        await using (var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)))
        {
            await channel.QueueDeclareAsync("probed", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
            await channel.BasicPublishAsync("", "probed", mandatory: true, new byte[] { 1 });
        }
        Assert.True(await broker.IsAlive());

        Assert.True(await broker.Evaluate(ending));

        using (var client = new TcpClient())
        {
            await client.ConnectAsync("127.0.0.1", broker.Port);
        }
        Assert.False(await broker.IsAlive());

        await broker.Start();
        Assert.True(await broker.IsAlive());
        await using var again = await new ConnectionFactory { Uri = new Uri(broker.Url) }.CreateConnectionAsync();
        await using var reader = await again.CreateChannelAsync();
        Assert.NotNull(await reader.BasicGetAsync("probed", autoAck: true));
    }
}
