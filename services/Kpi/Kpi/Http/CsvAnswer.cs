using System.Text;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Kpi.Http;

/// <summary>A CSV file, written while what people read about its findings is fetched.</summary>
/// <param name="file">Name to save it under.</param>
internal sealed class CsvAnswer<T>(
    string file, IEnumerable<string> header, IEnumerable<T> rows, Func<T, UInt128?> finding, Func<T, FindingDetail?, IEnumerable<string>> cells, StateStore store) : IResult
{
    private const int AtOnce = 500;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = CsvText.MediaType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{file}.csv\"";
        await response.WriteAsync(CsvText.Line(header), ct);
        foreach (var some in rows.Chunk(AtOnce))
        {
            var ids = some.Select(finding).OfType<UInt128>().Distinct().ToList();
            var dossiers = ids.Count == 0 ? new Dictionary<UInt128, Dossier>() : await store.DossiersOf(ids, ct);
            var lines = new StringBuilder();
            foreach (var row in some)
            {
                lines.Append(CsvText.Line(cells(row, finding(row) is { } id ? dossiers.GetValueOrDefault(id)?.Detail : null)));
            }
            await response.WriteAsync(lines.ToString(), ct);
        }
    }
}
