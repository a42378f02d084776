using System.Globalization;
using System.Text;
using MetricsPlatform.Client.Answers;

namespace MetricsPlatform.Client.Output;

/// <summary>For who reads a log.</summary>
internal static class TableOutput
{
    public static string Of(Outcome outcome)
    {
        var text = new StringBuilder();
        foreach (var sent in outcome.Sent)
        {
            text.Append(CultureInfo.InvariantCulture, $"{sent.Name}: {sent.Submission.Status}{(sent.Repeat ? ", was sent before" : "")}, submission {sent.Submission.Id}\n");
        }
        if (outcome.IsOfOtherBranch)
        {
            text.Append(Words.OtherBranch).Append('\n');
        }
        else if (outcome.Counts is { Results: > 0 } or { Cleared: > 0 } or { Reopened: > 0 })
        {
            Append(text, outcome, outcome.Counts);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, Outcome outcome, Counts counts)
    {
        text.Append("\nseverity     new  reopened   fixed\n");
        foreach (var row in counts.Severities ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{Words.Of(row.Severity),-8} {row.New,7} {row.Reopened,9} {row.Cleared,7}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"{"all",-8} {counts.New,7} {counts.Reopened,9} {counts.Cleared,7}    unchanged {counts.Unchanged}\n");
        if (counts.Risen is { Count: > 0 } risen)
        {
            text.Append('\n');
            foreach (var finding in risen)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Words.Of(finding.Severity),-8} {(finding.Reopened ? "reopened" : "new"),-8} {Words.NameOf(finding)}\n");
                text.Append(finding.Place is { } place ? $"{"",17} {Words.OnOneLine(place)}\n" : "").Append(CultureInfo.InvariantCulture, $"{"",17} {outcome.PageOf(finding)}\n");
            }
            var more = counts.New + counts.Reopened - risen.Count;
            text.Append(more > 0 ? $"and {more} more\n" : "");
        }
    }
}
