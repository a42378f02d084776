using MassTransit;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace MetricsPlatform.Hosting.Outages;

/// <summary>Whether PostgreSQL or RabbitMQ is away, a disk is full or memory is short (try again later), rather than of another opinion (a bug or bad data).</summary>
public static class Outage
{
    /// <summary>ENOSPC: .NET keeps the number of errors that it has no name for.</summary>
    private const int NoSpace = 28;

    public static bool Is(Exception error) => error switch
    {
        PostgresException e => e.IsTransient || e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.ReadOnlySqlTransaction || IsSessionLost(e),
        IOException { HResult: NoSpace } or OutOfMemoryException => true,
        NpgsqlException or TimeoutException or ConnectionException or TransportException or RabbitMQClientException => true,
        _ => error.InnerException is { } inner && Is(inner),
    };

    /// <summary>An inner error of the server that ended the session, such as "could not write init file" where its disk is full.</summary>
    private static bool IsSessionLost(PostgresException error) => error is { SqlState: PostgresErrorCodes.InternalError, InvariantSeverity: "FATAL" };
}
