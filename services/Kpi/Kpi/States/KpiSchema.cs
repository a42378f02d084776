using MetricsPlatform.Hosting.Audit;
using Npgsql;

namespace MetricsPlatform.Kpi.States;

/// <summary>
/// Kpi's tables. The read models are a generation of tables that stand and fall together: where one is missing, or they are of another
/// layout, all are made anew, empty. The next generation is filled in a schema of its own and then takes the place of the serving one.
/// </summary>
/// <remarks>Replicas that do this at the same time do it one after another.</remarks>
public sealed class KpiSchema(NpgsqlDataSource database)
{
    /// <summary>Schema of the read models that serve, and of what is kept for good.</summary>
    public const string Serving = "kpi";

    /// <summary>Schema of the read models that a rebuild fills.</summary>
    public const string Next = "kpi_next";

    /// <summary>Version of generation.sql and of what is in the tables.</summary>
    private const int Layout = 3;

    private const long LockKey = 0x6b706921;   // any constant that nothing else locks
    private static readonly string Records = Sql("kpi.schema.sql");
    private static readonly string Tables = Sql("kpi.generation.sql");

    /// <summary>Creates what is missing.</summary>
    /// <returns>The generation that serves.</returns>
    public Task<Guid> Create(CancellationToken ct) => Locked(async connection =>
    {
        await AuditTrail.CreateSchema(connection, ct);
        await Execute(connection, Records, ct);
        return await Find(connection, ct) ?? await MakeAnew(connection, Serving, ct);
    }, ct);

    /// <summary>
    /// Creates what is missing where nothing serves yet. Read models of another layout stay: a version that still runs is serving from them, and
    /// the first replica of this one makes them anew.
    /// </summary>
    public Task CreateFirst(CancellationToken ct) => Locked(async connection =>
    {
        await AuditTrail.CreateSchema(connection, ct);
        await Execute(connection, Records, ct);
        return await Scalar<bool>(connection, $"select to_regclass('{Serving}.generation') is null", ct)
            ? await MakeAnew(connection, Serving, ct)
            : Guid.Empty;
    }, ct);

    /// <summary>Which generation serves; null where a table is missing or they are of another layout.</summary>
    public async Task<Guid?> Find(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await Find(connection, ct);
    }

    /// <summary>Makes empty tables for the next generation, whatever an earlier rebuild has left there.</summary>
    /// <returns>The generation that they are.</returns>
    public Task<Guid> CreateNext(CancellationToken ct) => Locked(connection => MakeAnew(connection, Next, ct), ct);

    /// <summary>The next generation's tables take the place of those that serve, at once or, after an exception, not at all.</summary>
    /// <returns>The generation that serves then.</returns>
    /// <exception cref="PostgresException">They are in use (<see cref="PostgresErrorCodes.LockNotAvailable"/>), or those of the next generation are gone (<see cref="PostgresErrorCodes.UndefinedTable"/>).</exception>
    /// <exception cref="GenerationLostException">The tables there are of another generation.</exception>
    public Task<Guid> Switch(Guid next, CancellationToken ct) => Locked(async connection =>
    {
        if (await Scalar<Guid?>(connection, $"select id from {Next}.generation", ct) is var found && found != next)
        {
            throw new GenerationLostException(found);
        }
        // In the order of writers. Whoever reads them longer (a backup does) is not made to wait behind us for longer than this.
        await Execute(connection, $"""
            set local lock_timeout = '2s';
            create schema if not exists {Serving};
            drop table if exists {Serving}.service;
            drop table if exists {Serving}.finding;
            drop table if exists {Serving}.service_part;
            drop table if exists {Serving}.scan;
            drop table if exists {Serving}.generation;
            alter table {Next}.service set schema {Serving};
            alter table {Next}.finding set schema {Serving};
            alter table {Next}.service_part set schema {Serving};
            alter table {Next}.scan set schema {Serving};
            alter table {Next}.generation set schema {Serving};
            drop schema {Next};
            """, ct);
        return next;
    }, ct);

    private static async Task<Guid?> Find(NpgsqlConnection connection, CancellationToken ct)
    {
        const string complete = """
            select count(*) = 7 from pg_tables
            where schemaname = 'kpi' and tablename in ('daily', 'rebuild', 'generation', 'service', 'finding', 'service_part', 'scan')
            """;
        return await Scalar<bool>(connection, complete, ct)
            ? await Scalar<Guid?>(connection, $"select id from {Serving}.generation where layout = {Layout}", ct)
            : null;
    }

    private static async Task<Guid> MakeAnew(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        var id = Guid.NewGuid();
        await Execute(connection, $"""
            create schema if not exists {schema};
            set local search_path to {schema};
            drop table if exists service, finding, service_part, scan, generation;
            {Tables}
            insert into generation (id, layout) values ('{id}', {Layout});
            set local search_path to default;
            """, ct);
        return id;
    }

    private async Task<T> Locked<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Execute(connection, $"select pg_advisory_xact_lock({LockKey})", ct);
        var result = await work(connection);
        await transaction.CommitAsync(ct);
        return result;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<T?> Scalar<T>(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T?)await command.ExecuteScalarAsync(ct);
    }

    private static string Sql(string resource)
    {
        using var reader = new StreamReader(typeof(KpiSchema).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
