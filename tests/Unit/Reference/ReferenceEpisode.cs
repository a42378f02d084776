using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>A maximal interval of exposure [start, end); an end after which exposure resumes within the flap window is void.</summary>
/// <param name="Severity">The one in force just before the end, or now.</param>
public sealed record ReferenceEpisode(DateTimeOffset Start, DateTimeOffset? End, Severity Severity, bool Retired)
{
    public static IReadOnlyList<ReferenceEpisode> Of(IReadOnlyList<ExposureStep> steps, TimeSpan flapWindow)
    {
        var episodes = new List<ReferenceEpisode>();
        foreach (var step in steps)
        {
            var last = episodes.LastOrDefault();
            if (step.Severity is { } severity)
            {
                if (last is null || (last.End is { } end && step.At - end > flapWindow))
                    episodes.Add(new(step.At, null, severity, false));
                else
                    episodes[^1] = last with { End = null, Severity = severity, Retired = false };
            }
            else if (last is { End: null })
            {
                episodes[^1] = last with { End = step.At, Retired = step.Retired };
            }
        }

        return episodes;
    }
}
