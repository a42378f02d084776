using System.Globalization;
using System.Security.Cryptography;

namespace MetricsPlatform.Standalone.Postgres;

/// <summary>Where the platform's own PostgreSQL keeps everything. One process at a time holds it.</summary>
/// <remarks>
/// <c>postgres/data</c> is the cluster, <c>postgres/password</c> its password (readable by its owner only),
/// <c>postgres/server.log</c> what it says; <c>postgres/lock</c> is locked by the process that uses it.
/// </remarks>
public sealed class DataFolder : IDisposable
{
    /// <summary>Where root keeps data when the server's user cannot enter the working directory, as in <c>/root</c>.</summary>
    private const string ForRoot = "/var/lib/metricsplatform";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateFolder = Private | UnixFileMode.UserExecute;
    private const UnixFileMode Enterable = PrivateFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly FileStream held;

    private DataFolder(string path, ServerAccount account, FileStream held)
    {
        Root = path;
        Account = account;
        this.held = held;
    }

    public string Root { get; }
    public ServerAccount Account { get; }
    public string Home => Path.Combine(Root, "postgres");
    public string Cluster => Path.Combine(Home, "data");
    public string UnfinishedCluster => Path.Combine(Home, "data.unfinished");
    public string PasswordFile => Path.Combine(Home, "password");
    public string Log => Path.Combine(Home, "server.log");

    /// <summary>Major version of the cluster; null: there is none yet.</summary>
    public int? ClusterMajor =>
        File.Exists(Path.Combine(Cluster, "PG_VERSION")) ? int.Parse(File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")), CultureInfo.InvariantCulture) : null;

    /// <summary>Takes the folder for this process, making it if need be.</summary>
    /// <param name="path">Null: <c>.data</c> in the working directory, or where root can keep it.</param>
    /// <exception cref="StartupException">It is in use or cannot be used.</exception>
    public static async Task<DataFolder> TakeAsync(string? path)
    {
        var root = await ChooseAsync(path);
        var home = Path.Combine(root, "postgres");
        var account = await ServerAccount.ForAsync(home);
        try
        {
            if (!Directory.Exists(root))
            {
                Directory.CreateDirectory(root);
                File.SetUnixFileMode(root, Enterable);   // whatever the umask: the server's user must come through
            }
            Directory.CreateDirectory(home, PrivateFolder);
            var folder = new DataFolder(root, account, Lock(Path.Combine(home, "lock"), root));
            await folder.PrepareAsync();
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data folder {root} cannot be used: {e.Message} Choose another with --data.");
        }
    }

    /// <summary>The password of the server's only user, made on first use.</summary>
    public string Password => File.ReadAllText(PasswordFile);

    public void Dispose() => held.Dispose();

    private async Task PrepareAsync()
    {
        if (!File.Exists(PasswordFile))
        {
            if (ClusterMajor is not null)
            {
                throw new StartupException($"{PasswordFile} is missing, and without it nobody can use {Cluster}. Put it back, or give another folder with --data.");
            }
            using var file = new FileStream(PasswordFile, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Private });
            file.Write(Convert.ToHexString(RandomNumberGenerator.GetBytes(24)).Select(c => (byte)c).ToArray());
        }
        await Account.OwnAsync(Home, held.Name, PasswordFile);
        if (await Account.BarrierAsync(Home) is { } barrier)
        {
            throw new StartupException($"PostgreSQL does not run as root, and the user that it runs as may not enter {barrier}. Give a folder with --data that everybody may enter the way to, such as {ForRoot}.");
        }
    }

    /// <summary>Where the folder is, or will be.</summary>
    public static async Task<string> ChooseAsync(string? path)
    {
        var root = Path.GetFullPath(path ?? ".data");
        if (path is not null || !Environment.IsPrivilegedProcess)
        {
            return root;
        }
        var account = await ServerAccount.ForAsync(Path.Combine(root, "postgres"));
        return await account.BarrierAsync(Path.GetDirectoryName(root)!) is null ? root : ForRoot;
    }

    private static FileStream Lock(string path, string root)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new StartupException($"Another process of the platform uses the data folder {root}. Stop that one first, or give this one a folder of its own with --data.");
        }
    }
}
