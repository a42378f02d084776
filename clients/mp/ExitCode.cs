namespace MetricsPlatform.Client;

/// <summary>What the process ends with (docs/client.md).</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>The command line or the environment is wrong; nothing was sent.</summary>
    Usage = 1,

    /// <summary>The platform refused what was sent, and says where the mistake is.</summary>
    Refused = 2,

    /// <summary>No key, or one that does not open this.</summary>
    Access = 3,

    /// <summary>The platform could not be reached, or was not done, in time.</summary>
    NotInTime = 4,

    /// <summary>There are findings that <c>--fail-on</c> names.</summary>
    Findings = 5,
}

/// <summary>Why the process cannot go on, for the one who reads the pipeline's log.</summary>
internal sealed class ClientException(ExitCode code, string message) : Exception(message)
{
    public ExitCode Code { get; } = code;
}
