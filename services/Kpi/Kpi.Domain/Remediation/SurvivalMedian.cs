namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>
/// The period Kaplan–Meier estimate of docs/metrics.md §3: of episodes that come into sight late (left-truncated) and may
/// be lost from sight (right-censored), the duration by which half are remediated.
/// </summary>
internal static class SurvivalMedian
{
    // S is a product of up to a million rounded factors; one half must not be missed by a rounding.
    private const double Half = 0.5 + 1e-12;

    /// <summary>Smallest event duration t with S(t) ≤ 0.5, in seconds; null if S never comes down to it.</summary>
    /// <param name="events">Durations of the episodes remediated in the window, sorted.</param>
    /// <param name="remediated">Those episodes and possibly others that no one could see in the window.</param>
    public static double? Seconds(ReadOnlySpan<long> events, Lifetimes remediated, Lifetimes censored, in KpiWindow window)
    {
        if (events.IsEmpty)
        {
            return null;
        }
        var durations = new EventDurations(events);
        // At index i: by how much the number at risk at the i-th duration differs from that at the one before.
        var change = new int[durations.Count + 1];
        Count(remediated, window, durations, change);
        Count(censored, window, durations, change);

        var survival = 1.0;
        var atRisk = 0;
        for (var i = 0; i < durations.Count; i++)
        {
            atRisk += change[i];
            survival *= 1 - ((double)durations.EventsAt(i) / atRisk);
            if (survival <= Half)
            {
                return Domain.Seconds.Of(durations[i]);
            }
        }
        return null;
    }

    /// <summary>An episode is at risk at duration t when entry &lt; t ≤ exit.</summary>
    private static void Count(Lifetimes lifetimes, in KpiWindow window, EventDurations durations, int[] change)
    {
        foreach (var page in lifetimes.Pages)
        {
            foreach (ref readonly var lifetime in page.AsSpan())
            {
                var entry = lifetime.EntryInto(window);
                if (entry < lifetime.Duration)
                {
                    change[durations.FirstAfter(entry)]++;
                    change[durations.FirstAfter(lifetime.Duration)]--;
                }
            }
        }
    }
}
