using System.Numerics;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>The period Kaplan–Meier estimate of §3, in exact fractions.</summary>
public static class Survival
{
    /// <summary>Smallest duration t with S(t) ≤ 0.5; null if never reached.</summary>
    public static TimeSpan? Median(IEnumerable<EpisodeNow> episodes, TimeSpan window, DateTimeOffset now)
    {
        var lives = episodes.Where(episode => !episode.Finding.IsVoid).Select(episode => Lived(episode, window, now)).Where(life => life.Entry < life.Exit).ToList();
        var (numerator, denominator) = (BigInteger.One, BigInteger.One);
        foreach (var duration in lives.Where(life => life.IsEvent).Select(life => life.Exit).Distinct().Order())
        {
            var atRisk = lives.Count(life => life.Entry < duration && duration <= life.Exit);
            var events = lives.Count(life => life.IsEvent && life.Exit == duration);
            numerator *= atRisk - events;
            denominator *= atRisk;
            if (2 * numerator <= denominator)
                return duration;
        }

        return null;
    }

    private static (TimeSpan Entry, TimeSpan Exit, bool IsEvent) Lived(EpisodeNow episode, TimeSpan window, DateTimeOffset now)
    {
        var entry = Max(TimeSpan.Zero, now - window - episode.Start);
        var last = episode.Episode.End ?? now;
        var accepted = episode.Finding.AcceptanceAt(last)?.Header.Time;
        var exit = (accepted is { } a && a < last ? a : last) - episode.Start;
        return (entry, exit, episode.IsRemediated);
    }

    private static TimeSpan Max(TimeSpan x, TimeSpan y) => x > y ? x : y;
}
