using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MetricsPlatform.Hosting.Audit;

/// <summary>The command <c>audit</c> of every host, on that host's database: verify, list, forget (docs/audit.md).</summary>
public static class AuditCommand
{
    /// <summary>Opens the database for one piece of work.</summary>
    public delegate Task<int> WithDatabase(ParseResult line, Func<AuditedDatabase, Task<int>> work);

    /// <param name="words">What stands behind <c>audit</c>.</param>
    /// <param name="more">Options of the host's own, that say where the database is.</param>
    /// <param name="console">Null: the process's.</param>
    /// <returns>The process's exit code: 0 when the trail is whole.</returns>
    public static Task<int> RunAsync(string[] words, WithDatabase withDatabase, IReadOnlyCollection<Option> more, InvocationConfiguration? console = null)
    {
        var audit = new Command("audit", "the record of decisions and administrative acts (docs/audit.md)") { Verify(withDatabase), List(withDatabase), Forget(withDatabase) };
        foreach (var option in more)
        {
            option.Recursive = true;
            audit.Add(option);
        }
        return new RootCommand { audit }.Parse(["audit", .. words]).InvokeAsync(console ?? new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static Command Verify(WithDatabase withDatabase)
    {
        var anchor = new Option<AuditHead?>("--noted")
        {
            Description = "what an earlier verify printed and was kept elsewhere: shows a trail that was cut off or written anew", HelpName = "SEQ:HASH", CustomParser = Head,
        };
        return Of("verify", "checks that no record was changed, taken out or put in", [anchor], withDatabase, async (line, connection, _, ct) =>
        {
            var check = new AuditCheck(line.GetValue(anchor));
            await foreach (var stored in AuditTrail.Read(connection, after: 0, ct))
            {
                if (check.Complaint(stored.Record, stored.Hash) is { } complaint)
                {
                    return await Complain(line, complaint);
                }
            }
            if (check.Rest() is { } rest)
            {
                return await Complain(line, rest);
            }
            await line.InvocationConfiguration.Output.WriteLineAsync(check.Count == 0 ? "0 records" : $"{check.Count} records, whole. Note this elsewhere: {check.Head}");
            return 0;
        });
    }

    private static Command List(WithDatabase withDatabase)
    {
        var after = new Option<long>("--after") { Description = "only records after this one", HelpName = "SEQ" };
        return Of("list", "shows the records, one a line", [after], withDatabase, async (line, connection, _, ct) =>
        {
            await foreach (var stored in AuditTrail.Read(connection, line.GetValue(after), ct))
            {
                var record = stored.Record;
                var person = record.Person is null ? "" : $" for {NameOf(record.Person, stored.PersonName)}";
                await line.InvocationConfiguration.Output.WriteLineAsync(
                    $"{record.Seq}  {record.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}  "
                    + $"{NameOf(record.Actor, stored.ActorName)}{person}  {record.Action}  {record.Subject}  {record.Detail}");
            }
            return 0;
        });
    }

    private static Command Forget(WithDatabase withDatabase)
    {
        var name = new Option<string>("--name") { Description = "as audit list or the history of a finding shows it", Required = true, HelpName = "NAME" };
        return Of("forget", "takes a name out; the records stay, and the trail stays whole", [name], withDatabase, async (line, connection, holders, ct) =>
        {
            var known = await AuditTrail.Forget(connection, line.GetRequiredValue(name), ct);
            var id = known ?? Guid.NewGuid();
            var events = 0;
            foreach (var holder in holders)
            {
                events += await holder.Replace(line.GetRequiredValue(name), $"{id}", ct);
            }
            if (known is null && events == 0)
            {
                return await Complain(line, $"Nobody is called '{line.GetRequiredValue(name)}' here.");
            }
            await AuditTrail.Add(
                connection, [new AuditEntry(Environment.UserName, "person.forgotten", $"{id}", new JsonObject { ["events"] = events })], TimeProvider.System.GetUtcNow(), ct);
            await line.InvocationConfiguration.Output.WriteLineAsync($"Forgotten; the trail and {events} events name them {id}.");
            return 0;
        });
    }

    private static Command Of(
        string name, string description, Option[] options, WithDatabase withDatabase,
        Func<ParseResult, NpgsqlConnection, IReadOnlyCollection<INameHolder>, CancellationToken, Task<int>> work)
    {
        var command = new Command(name, description);
        Array.ForEach(options, command.Add);
        command.SetAction((line, ct) => Told(line, () => withDatabase(line, async database =>
        {
            await using var connection = await database.Trail.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await AuditTrail.CreateSchema(connection, ct);
            var exit = await work(line, connection, database.Names, ct);
            await transaction.CommitAsync(ct);
            return exit;
        })));
        return command;
    }

    private static async Task<int> Told(ParseResult line, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException e)
        {
            return await Complain(line, $"PostgreSQL says: {e.Message}");
        }
    }

    private static async Task<int> Complain(ParseResult line, string complaint)
    {
        await line.InvocationConfiguration.Error.WriteLineAsync(complaint);
        return 1;
    }

    private static string NameOf(Guid? id, string? name) => name ?? id?.ToString() ?? "anyone";

    private static AuditHead? Head(ArgumentResult result)
    {
        try
        {
            return AuditHead.Parse(result.Tokens[0].Value);
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
            return null;
        }
    }
}

/// <summary>A database with a trail.</summary>
/// <param name="Names">What else in it names people.</param>
public sealed record AuditedDatabase(NpgsqlDataSource Trail, IReadOnlyCollection<INameHolder> Names)
{
    /// <summary>The one that a host works on.</summary>
    public static AuditedDatabase Of(IServiceProvider services) => new(services.GetRequiredService<NpgsqlDataSource>(), [.. services.GetServices<INameHolder>()]);
}
