using System.CommandLine;
using System.CommandLine.Parsing;
using Npgsql;

namespace MetricsPlatform.Hosting.Access.Keys;

/// <summary>The command <c>keys</c> of every host: create, list, rotate, revoke.</summary>
/// <remarks>A new key alone goes to standard output, so that a script can take it; what people should know goes to standard error.</remarks>
public static class KeysCommand
{
    /// <summary>Opens the store for one piece of work.</summary>
    public delegate Task<int> WithStore(ParseResult line, Func<KeyStore, Task<int>> work);

    private static readonly Option<string> Name = new("--name") { Description = "who will use it, such as ci or prometheus", Required = true, HelpName = "NAME" };

    /// <param name="words">What stands behind <c>keys</c>.</param>
    /// <param name="more">Options of the host's own, that say where the store is.</param>
    /// <returns>The process's exit code.</returns>
    public static Task<int> RunAsync(string[] words, WithStore withStore, params Option[] more)
    {
        var keys = new Command("keys", "API keys of the platform (docs/access.md)") { Create(withStore), List(withStore), Rotate(withStore), Revoke(withStore) };
        foreach (var option in more)
        {
            option.Recursive = true;
            keys.Add(option);
        }
        return new RootCommand { keys }.Parse(["keys", .. words]).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static Command Create(WithStore withStore)
    {
        var scopes = new Option<Scope[]>("--scope")
        {
            Description = "what it may do: publish, read, triage, administer; may be given several times", HelpName = "SCOPE", Required = true,
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(',')).Select(word => Parsed(result, word, ScopeWord.Read))],
        };
        var services = new Option<string[]>("--service")
        {
            Description = "the only service that it is for; may be given several times (default: all services)", HelpName = "SERVICE",
            AllowMultipleArgumentsPerToken = true,
        };
        var teams = new Option<string[]>("--team")
        {
            Description = "also the services that the catalogue gives the team whenever the key is used; may be given several times", HelpName = "TEAM",
            AllowMultipleArgumentsPerToken = true,
        };
        var expires = Expires("when it expires: 90d, 12h, never", required: true);
        return Of("create", "makes a key and shows it, once", [Name, scopes, services, teams, expires], withStore, async (line, store, ct) =>
        {
            var only = line.GetValue(services)!.ToHashSet(StringComparer.Ordinal);
            var ofTeams = line.GetValue(teams)!.ToHashSet(StringComparer.Ordinal);
            var key = new NewKey(
                line.GetRequiredValue(Name), line.GetRequiredValue(scopes).ToHashSet(), only.Count + ofTeams.Count == 0 ? null : only, line.GetRequiredValue(expires).Span)
            {
                Teams = ofTeams.Count == 0 ? null : ofTeams,
            };
            await Show(line, await store.Create(key, ct));
        });
    }

    private static Command List(WithStore withStore)
    {
        var all = new Option<bool>("--all") { Description = "also those that have expired or were revoked" };
        return Of("list", "shows the keys, without their secrets", [all], withStore, async (line, store, ct) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var keys = await store.List(null, ct);
            await KeyTable.Write(line.InvocationConfiguration.Output, keys.Where(k => line.GetValue(all) || k.IsActive(now)), now);
        });
    }

    private static Command Rotate(WithStore withStore)
    {
        var expires = Expires("when the new key expires (default: after as long as the old one was given)", required: false);
        var overlap = new Option<KeyLifetime?>("--overlap")
        {
            Description = "how long the old key stays valid (default: until it expires or is revoked)", HelpName = "TIME", CustomParser = Lifetime,
        };
        return Of("rotate", "makes a second key to replace one; both are valid", [Name, expires, overlap], withStore, async (line, store, ct) =>
        {
            var (issued, old) = await store.Rotate(line.GetRequiredValue(Name), line.GetValue(expires), line.GetValue(overlap)?.Span, ct);
            await Show(line, issued);
            await line.InvocationConfiguration.Error.WriteLineAsync(
                $"The old one, {old.Id}, stays valid {KeyTable.Until(old)}. When nobody uses it any more (keys list shows it): keys revoke {old.Id}");
        });
    }

    private static Command Revoke(WithStore withStore)
    {
        var which = new Argument<string>("ID|NAME") { Description = "the key's id, or the name of all keys to revoke" };
        return Of("revoke", "ends a key, in force within seconds", [], withStore, async (line, store, ct) =>
        {
            var revoked = await store.Revoke(line.GetRequiredValue(which), ct);
            if (revoked.Count == 0)
            {
                throw new KeyException($"No active key has the id or name '{line.GetRequiredValue(which)}'; keys list shows those there are.");
            }
            await line.InvocationConfiguration.Error.WriteLineAsync($"Revoked: {string.Join(", ", revoked.Select(k => $"{k.Id} ({k.Name})"))}");
        }, which);
    }

    private static Command Of(
        string name, string description, Option[] options, WithStore withStore, Func<ParseResult, KeyStore, CancellationToken, Task> work,
        params Argument[] arguments)
    {
        var command = new Command(name, description);
        Array.ForEach(options, command.Add);
        Array.ForEach(arguments, command.Add);
        command.SetAction((line, ct) => Told(line, () => withStore(line, async store =>
        {
            await store.CreateSchema(ct);
            await work(line, store, ct);
            return 0;
        })));
        return command;
    }

    private static async Task<int> Told(ParseResult line, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is KeyException or NpgsqlException)
        {
            await line.InvocationConfiguration.Error.WriteLineAsync(e is NpgsqlException ? $"PostgreSQL says: {e.Message}" : e.Message);
            return 1;
        }
    }

    private static async Task Show(ParseResult line, IssuedKey issued)
    {
        var key = issued.Key;
        var scopes = string.Join(", ", key.Scopes.Order().Select(ScopeWord.Of));
        await line.InvocationConfiguration.Error.WriteLineAsync(
            $"Key {key.Id} of '{key.Name}': {scopes} for {(key.Services is null ? "all services" : KeyTable.ServicesOf(key))}, valid {KeyTable.Until(key)}. It is shown only now:");
        await line.InvocationConfiguration.Output.WriteLineAsync(issued.Text);
    }

    private static Option<KeyLifetime> Expires(string description, bool required) =>
        new("--expires") { Description = description, Required = required, HelpName = "TIME", CustomParser = Lifetime };

    private static KeyLifetime? Lifetime(ArgumentResult result) => Parsed(result, result.Tokens[0].Value, KeyLifetime.Read);

    private static T? Parsed<T>(ArgumentResult result, string word, Func<string, T> read)
    {
        try
        {
            return read(word);
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
            return default;
        }
    }
}
