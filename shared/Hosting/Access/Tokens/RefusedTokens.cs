using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Hosting.Access.Tokens;

/// <summary>What is wrong with tokens, for the log: a line a minute for each address and issuer, since anybody can send them.</summary>
public sealed partial class RefusedTokens(TimeProvider clock, ILogger<RefusedTokens> log)
{
    /// <summary>Addresses and issuers that are remembered at most; others go untold until one of these was silent for a minute.</summary>
    public const int Most = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Address, string Issuer), (DateTimeOffset Next, int Untold)> lines = [];

    public void Tell(string address, string issuer, string why)
    {
        if (Untold((address, issuer)) is { } untold)
        {
            LogRefused(log, issuer, address, why, untold);
        }
    }

    /// <returns>How many were not told since the last line; null: this is not told either.</returns>
    private int? Untold((string Address, string Issuer) who)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var known = lines.TryGetValue(who, out var line);
            if (known && now < line.Next)
            {
                lines[who] = (line.Next, line.Untold + 1);
                return null;
            }
            if (!known && lines.Count >= Most)
            {
                foreach (var old in lines.Where(l => l.Value.Next <= now).Select(l => l.Key).ToList())
                {
                    lines.Remove(old);
                }
                if (lines.Count >= Most)
                {
                    return null;
                }
            }
            lines[who] = (now + Pause, 0);
            return line.Untold;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A token of issuer {Issuer} from {Address} is refused: {Reason} ({Untold} more were refused since the line before.)")]
    private static partial void LogRefused(ILogger logger, string issuer, string address, string reason, int untold);
}
