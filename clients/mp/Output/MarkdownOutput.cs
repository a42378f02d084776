using System.Globalization;
using System.Text;
using MetricsPlatform.Client.Answers;

namespace MetricsPlatform.Client.Output;

/// <summary>For a comment on a pull request or a job's summary.</summary>
internal static class MarkdownOutput
{
    public static string Of(Outcome outcome)
    {
        var about = string.Join(", ", outcome.Services.Select(service => $"[{Escape(service)}]({outcome.PageOf(service)})"));
        var text = new StringBuilder($"### MetricsPlatform{(about.Length > 0 ? ": " : "")}{about}\n\n");
        if (outcome.Counts is not { } counts)
        {
            foreach (var sent in outcome.Sent)
            {
                text.Append(CultureInfo.InvariantCulture, $"* {Escape(sent.Name)}: {sent.Submission.Status}{(sent.Repeat ? ", was sent before" : "")}, submission `{sent.Submission.Id}`\n");
            }
            return text.ToString();
        }
        if (outcome.IsOfOtherBranch)
        {
            return text.Append(Words.OtherBranch).Append('\n').ToString();
        }
        text.Append(CultureInfo.InvariantCulture, $"**{Words.Count(counts.New, "new", counts, s => s.New)}**, {Words.Count(counts.Reopened, "reopened", counts, s => s.Reopened)}, ");
        text.Append(CultureInfo.InvariantCulture, $"{Words.Count(counts.Cleared, "fixed", counts, s => s.Cleared)}, {counts.Unchanged} unchanged.\n");
        if (counts.Risen is { Count: > 0 } risen)
        {
            text.Append("\n| severity | | finding | where |\n| --- | --- | --- | --- |\n");
            foreach (var finding in risen)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Words.Of(finding.Severity)} | {(finding.Reopened ? "reopened" : "new")} | [{Escape(Words.NameOf(finding))}]({outcome.PageOf(finding)}) | {(finding.Place is { } place ? Escape(Words.OnOneLine(place)) : "")} |\n");
            }
            var more = counts.New + counts.Reopened - risen.Count;
            text.Append(more > 0 ? $"\nand {more} more.\n" : "");
        }
        return text.ToString();
    }

    /// <summary>Foreign text as itself: no markup, no HTML, and nobody is mentioned by it.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '@' => "&#64;",
                '#' => "&#35;",
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '!' or '(' or ')' => $"\\{c}",
                _ => c.ToString(),
            });
        }
        return escaped.ToString();
    }
}
