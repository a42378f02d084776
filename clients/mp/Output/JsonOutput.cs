using System.Text.Json;
using MetricsPlatform.Client.Answers;

namespace MetricsPlatform.Client.Output;

/// <summary>For programs: one object.</summary>
internal static class JsonOutput
{
    public static string Of(Outcome outcome) => JsonSerializer.Serialize(
        new JsonOutcome([.. outcome.Sent.Select(s => new JsonSent(s.Name, s.Submission.Id, s.Submission.Status, s.Repeat))], outcome.Counts), ClientJson.Default.JsonOutcome) + "\n";
}

/// <param name="Counts">What changed, over all submissions; only with <c>--wait</c>.</param>
internal sealed record JsonOutcome(IReadOnlyList<JsonSent> Submissions, Counts? Counts);

/// <param name="Name">File, or what stands for it.</param>
internal sealed record JsonSent(string Name, Guid Id, string Status, bool Repeat);
