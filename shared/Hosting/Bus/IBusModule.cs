using MassTransit;

namespace MetricsPlatform.Hosting.Bus;

/// <summary>What one service hears on the bus. Several modules share one bus when services run in one process.</summary>
public interface IBusModule
{
    /// <summary>The service answers its requests while the bus is away.</summary>
    bool ServesWithoutBus => false;

    /// <summary>Names the consumers.</summary>
    void AddConsumers(IBusRegistrationConfigurator consumers);

    /// <summary>Puts them on receive endpoints.</summary>
    void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus);
}
