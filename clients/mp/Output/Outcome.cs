using MetricsPlatform.Client.Answers;

namespace MetricsPlatform.Client.Output;

/// <summary>Something that the platform took.</summary>
/// <param name="Repeat">It had it already.</param>
internal sealed record Sent(string Name, Submission Submission, bool Repeat);

/// <summary>Everything that a call of the program sent, and what came of it.</summary>
internal sealed record Outcome(Uri Platform, IReadOnlyList<Sent> Sent)
{
    /// <summary>More than a screen of them helps nobody.</summary>
    private const int MostRisen = 20;

    /// <summary>What changed, over all that was sent; null while that is not known.</summary>
    public Counts? Counts { get; } = Sum([.. Sent.Select(s => s.Submission.Counts).OfType<Counts>()]);

    /// <summary>The report has results, and none of them is a finding: it takes part in nothing.</summary>
    public bool IsOfOtherBranch => Counts is { Results: > 0, New: 0, Reopened: 0, Cleared: 0, Unchanged: 0 };

    public IReadOnlyList<string> Services => [.. Sent.SelectMany(s => s.Submission.Items).Select(i => i.Service).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Address of a finding's page.</summary>
    public string PageOf(RisenFinding finding) => new Uri(Platform, $"findings/{Uri.EscapeDataString(finding.Id)}").AbsoluteUri;

    /// <summary>Address of a service's page.</summary>
    public string PageOf(string service) => new Uri(Platform, $"services/{Uri.EscapeDataString(service)}").AbsoluteUri;

    private static Counts? Sum(IReadOnlyList<Counts> all) => all.Count == 0 ? null : new(
        all.Sum(c => c.Results), all.Sum(c => c.New), all.Sum(c => c.Reopened), all.Sum(c => c.Cleared), all.Sum(c => c.Unchanged))
    {
        Severities = all.All(c => c.Severities is null) ? null :
        [
            .. all.SelectMany(c => c.Severities ?? []).GroupBy(s => s.Severity).OrderByDescending(s => s.Key)
                .Select(s => new SeverityCounts(s.Key, s.Sum(c => c.New), s.Sum(c => c.Reopened), s.Sum(c => c.Cleared))),
        ],
        Risen = [.. all.SelectMany(c => c.Risen ?? []).OrderByDescending(f => f.Severity).Take(MostRisen)],
    };
}
