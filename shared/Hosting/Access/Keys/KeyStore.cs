using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Audit;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Hosting.Access.Keys;

/// <summary>Keys in PostgreSQL, schema <c>access</c>. All services of a platform look into the same. What is done to them goes on record.</summary>
public sealed class KeyStore(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>How many active keys of one name there can be: the one in use and the one that replaces it.</summary>
    private const int MaxActive = 2;

    /// <summary>Any number that nothing else locks: changes take turns.</summary>
    private const long AdvisoryLock = 0x6d_70_6b_65_79_73;

    private const string Columns = "id, name, scopes, services, hash, created_at, expires_at, revoked_at, last_used_at, teams";

    /// <summary>Where the keys are, for people.</summary>
    public string Place { get; } = PlaceOf(new NpgsqlConnectionStringBuilder(database.ConnectionString));

    /// <summary>Creates the tables and columns if one is missing. Where they are they are left alone, so that a service needs no right to create.</summary>
    public async Task CreateSchema(CancellationToken ct)
    {
        await using var exists = database.CreateCommand(   // the newest of what schema.sql makes
            "select exists (select from pg_attribute where attrelid = to_regclass('access.api_key') and attname = 'teams')");
        if ((bool)(await exists.ExecuteScalarAsync(ct))!)
        {
            return;
        }
        using var ddl = new StreamReader(typeof(KeyStore).Assembly.GetManifestResourceStream("access.sql")!);
        var text = await ddl.ReadToEndAsync(ct);
        await Change(async connection =>
        {
            await using var create = new NpgsqlCommand(text, connection);
            return await create.ExecuteNonQueryAsync(ct);
        }, ct);
    }

    /// <exception cref="KeyException">There cannot be such a key, or an active one has the name.</exception>
    public Task<IssuedKey> Create(NewKey key, CancellationToken ct) => Change(async connection =>
    {
        key.Check();
        if ((await ActiveOf(connection, key.Name, ct)).Count > 0)
        {
            throw new KeyException($"An active key is called '{key.Name}'. Choose another name, or replace that one: keys rotate --name {key.Name}");
        }
        var issued = await Insert(connection, key, ct);
        await Record(connection, "key.created", [issued.Key], ct);
        return issued;
    }, ct);

    /// <summary>Makes a second key with the name, scopes and services of the active one, which stays valid beside it.</summary>
    /// <param name="lifetime">Null: as long as the old one's.</param>
    /// <param name="overlap">When the old one expires at the latest; null: as it did before.</param>
    /// <exception cref="KeyException">No active key has the name, or two have.</exception>
    public Task<(IssuedKey New, ApiKey Old)> Rotate(string name, KeyLifetime? lifetime, TimeSpan? overlap, CancellationToken ct) => Change(async connection =>
    {
        var active = await ActiveOf(connection, name, ct);
        var old = active.Count switch
        {
            0 => throw new KeyException($"No active key is called '{name}'; keys list shows those there are."),
            >= MaxActive => throw new KeyException(
                $"'{name}' has {MaxActive} active keys: {string.Join(" and ", active.Select(k => k.Id))}. Revoke the one that nobody uses any more first: keys revoke ID"),
            _ => active[0],
        };
        if (overlap is { } left && !(old.ExpiresAt <= clock.GetUtcNow() + left))
        {
            old = old with { ExpiresAt = clock.GetUtcNow() + left };
            await using var shorten = new NpgsqlCommand("update access.api_key set expires_at = $2 where id = $1", connection)
            {
                Parameters = { new() { Value = old.Id }, new() { Value = old.ExpiresAt.Value } },
            };
            await shorten.ExecuteNonQueryAsync(ct);
        }
        var span = lifetime is null ? active[0].ExpiresAt - active[0].CreatedAt : lifetime.Span;
        var issued = await Insert(connection, new NewKey(name, old.Scopes, old.Services, span) { Teams = old.Teams }, ct);
        await Record(connection, "key.rotated", [issued.Key], ct);
        return (issued, old);
    }, ct);

    /// <returns>Keys that were active: of the id, or all of the name.</returns>
    public Task<IReadOnlyList<ApiKey>> Revoke(string idOrName, CancellationToken ct) => Change(async connection =>
    {
        await using var revoke = new NpgsqlCommand(
            $"""
            update access.api_key set revoked_at = $2
            where (id = $1 or name = $1) and revoked_at is null and (expires_at is null or expires_at > $2) returning {Columns}
            """, connection)
        {
            Parameters = { new() { Value = idOrName }, new() { Value = clock.GetUtcNow() } },
        };
        var revoked = await Read(revoke, ct);
        await Record(connection, "key.revoked", revoked, ct);
        return revoked;
    }, ct);

    /// <summary>All keys, by name and age, but for those that have been of no use for longer than <paramref name="useless"/>.</summary>
    public async Task<IReadOnlyList<ApiKey>> List(TimeSpan? useless, CancellationToken ct)
    {
        await using var select = database.CreateCommand(
            $"select {Columns} from access.api_key where $1 is null or coalesce(revoked_at, expires_at, 'infinity') > $1 order by name, created_at, id");
        select.Parameters.Add(new() { Value = useless is { } span ? clock.GetUtcNow() - span : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return await Read(select, ct);
    }

    /// <summary>Writes down when keys were used.</summary>
    public async Task Used(IReadOnlyDictionary<string, DateTimeOffset> uses, CancellationToken ct)
    {
        await using var update = database.CreateCommand(
            """
            update access.api_key k set last_used_at = u.at from unnest($1, $2) as u (id, at)
            where k.id = u.id and (k.last_used_at is null or k.last_used_at < u.at)
            """);
        update.Parameters.Add(new() { Value = uses.Keys.ToArray() });
        update.Parameters.Add(new() { Value = uses.Values.ToArray() });
        await update.ExecuteNonQueryAsync(ct);
    }

    private async Task<IssuedKey> Insert(NpgsqlConnection connection, NewKey key, CancellationToken ct)
    {
        var text = KeyText.New();
        var now = clock.GetUtcNow();
        await using var insert = new NpgsqlCommand(
            $"insert into access.api_key (id, name, hash, scopes, services, created_at, expires_at, teams) values ($1, $2, $3, $4, $5, $6, $7, $8) returning {Columns}", connection)
        {
            Parameters =
            {
                new() { Value = KeyText.IdOf(text)! },
                new() { Value = key.Name },
                new() { Value = KeyText.HashOf(text) },
                new() { Value = key.Scopes.Order().Select(ScopeWord.Of).ToArray() },
                Names(key.Services),
                new() { Value = now },
                new() { Value = key.Lifetime is { } span ? now + span : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                Names(key.Teams),
            },
        };
        return new IssuedKey((await Read(insert, ct))[0], text);
    }

    /// <summary>Keys are changed by who may run a command beside the platform. A service that only reads them needs no trail here.</summary>
    private async Task Record(NpgsqlConnection connection, string action, IReadOnlyList<ApiKey> keys, CancellationToken ct)
    {
        await AuditTrail.CreateSchema(connection, ct);
        await AuditTrail.Add(
            connection,
            [
                .. keys.Select(key => new AuditEntry(Environment.UserName, action, key.Id, new JsonObject
                {
                    ["scopes"] = new JsonArray([.. key.Scopes.Order().Select(scope => (JsonNode)ScopeWord.Of(scope))]),
                    ["services"] = Listed(key.Services),
                    ["teams"] = Listed(key.Teams),
                    ["expires"] = key.ExpiresAt,
                }) { Person = key.Name }),
            ], clock.GetUtcNow(), ct);
    }

    private async Task<IReadOnlyList<ApiKey>> ActiveOf(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await using var select = new NpgsqlCommand(
            $"select {Columns} from access.api_key where name = $1 and revoked_at is null and (expires_at is null or expires_at > $2) order by created_at, id", connection)
        {
            Parameters = { new() { Value = name }, new() { Value = clock.GetUtcNow() } },
        };
        return await Read(select, ct);
    }

    private async Task<T> Change<T>(Func<NpgsqlConnection, Task<T>> change, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var turn = new NpgsqlCommand("select pg_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = AdvisoryLock } } };
        await turn.ExecuteNonQueryAsync(ct);
        var result = await change(connection);
        await transaction.CommitAsync(ct);
        return result;
    }

    private static async Task<IReadOnlyList<ApiKey>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        var keys = new List<ApiKey>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            keys.Add(new ApiKey(
                reader.GetString(0), reader.GetString(1), reader.GetFieldValue<string[]>(2).Select(ScopeWord.Find).OfType<Scope>().ToHashSet(), Names(3), reader.GetFieldValue<byte[]>(4),
                reader.GetFieldValue<DateTimeOffset>(5), Time(6), Time(7), Time(8)) { Teams = Names(9) });
        }
        return keys;

        HashSet<string>? Names(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<string[]>(column).ToHashSet(StringComparer.Ordinal);

        DateTimeOffset? Time(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
    }

    private static NpgsqlParameter Names(IReadOnlySet<string>? names) =>
        new() { Value = (object?)names?.Order(StringComparer.Ordinal).ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static JsonArray? Listed(IReadOnlySet<string>? names) => names is null ? null : new JsonArray([.. names.Order(StringComparer.Ordinal).Select(name => (JsonNode)name)]);

    private static string PlaceOf(NpgsqlConnectionStringBuilder connection) => $"database {connection.Database} on {connection.Host}:{connection.Port}";
}
