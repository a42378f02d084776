namespace MetricsPlatform.Standalone.Postgres;

/// <summary>The user that the server runs as. PostgreSQL refuses to run as root, so root starts it as somebody else.</summary>
/// <param name="Id">User and group; null: whoever started us.</param>
public sealed record ServerAccount((string User, string Group)? Id)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>The owner of the folder if it exists (so that root may start what a user began), else <c>postgres</c>, else <c>nobody</c>.</summary>
    public static async Task<ServerAccount> ForAsync(string folder)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerAccount((ValueTuple<string, string>?)null);
        }
        if (Directory.Exists(folder) && (await Command.RunAsync(["stat", "-c", "%u:%g", folder])).Output.Split(':') is [not "0", _] owner)
        {
            return new ServerAccount((owner[0], owner[1]));
        }
        var users = File.ReadLines("/etc/passwd").Select(l => l.Split(':')).Where(l => l.Length > 3).ToLookup(l => l[0], l => (l[2], l[3]));
        return new ServerAccount(Candidates.SelectMany(c => users[c]).Select(id => ((string, string)?)id).FirstOrDefault()
            ?? throw new StartupException("PostgreSQL does not run as root, and there is neither a user 'postgres' nor 'nobody' to run it as. Start as another user."));
    }

    /// <summary>Runs a program as this user.</summary>
    public Task<Command> RunAsync(string folder, params string[] words) => Command.RunAsync(Words(words), folder);

    /// <summary>A command line that runs a program as this user.</summary>
    public string[] Words(params string[] words) =>
        Id is var (user, group) ? ["setpriv", "--reuid", user, "--regid", group, "--clear-groups", "--", .. words] : words;

    /// <summary>Gives files to this user.</summary>
    public async Task OwnAsync(params string[] paths)
    {
        if (Id is var (user, group) && await Command.RunAsync(["chown", $"{user}:{group}", .. paths]) is { Succeeded: false } failed)
        {
            throw new StartupException($"The files of PostgreSQL cannot be given to the user that it runs as: {failed.Output}");
        }
    }

    /// <summary>The outermost folder on the way to <paramref name="folder"/> that this user may not enter; null: the way is free.</summary>
    public async Task<string?> BarrierAsync(string folder)
    {
        for (var step = Path.GetPathRoot(folder)!; ; step = Path.Combine(step, Path.GetRelativePath(step, folder).Split('/')[0]))
        {
            if (!(await RunAsync("/", "test", "-x", step)).Succeeded)
            {
                return step;
            }
            if (step == folder)
            {
                return null;
            }
        }
    }
}
