using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>The results of a run, read with a cursor and not as values: SARIF is what most tools write, and the largest reports.</summary>
/// <param name="pointer">JSON pointer to the run.</param>
internal sealed class SarifResults(ReportContent report, SarifRun run, string pointer)
{
    private readonly SarifTranslation _translation = new(run, report.Asked);

    /// <param name="at">Where the array begins.</param>
    public IEnumerable<Reported> Read(long at)
    {
        var translation = new Translation();
        return JsonElements.Read(report.Stream, at, (ref JsonCursor json, List<Reported> into) => ReadOne(ref json, translation, into), report.Window);
    }

    /// <summary>The result that the cursor stands on; one that cannot be read is told with its place.</summary>
    private void ReadOne(ref JsonCursor json, Translation translation, List<Reported> into)
    {
        var (at, depth) = (json.TokenOffset, json.Depth);
        translation.Clear();
        try
        {
            _translation.Translate(SarifResult.Read(ref json), translation);
        }
        catch (FieldException field)
        {
            translation.Refuse(field.Refusal(report.Stream, run.At, pointer));
        }
        catch (UnreadableItemException unreadable)
        {
            translation.Refuse(new FieldException(unreadable.Reason, at, unreadable.Message).Refusal(report.Stream, run.At, pointer));
        }
        json.SkipOut(depth);
        into.AddRange(translation.Told);
    }
}
