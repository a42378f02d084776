using System.Text;

namespace MetricsPlatform.Tests.EndToEnd.Pages;

/// <summary>Reads CSV as a spreadsheet does (RFC 4180).</summary>
internal static class Csv
{
    /// <returns>The header and the rows.</returns>
    public static List<IReadOnlyList<string>> Read(string text)
    {
        var (rows, row, cell, quoted) = (new List<IReadOnlyList<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when quoted && i + 1 < text.Length && text[i + 1] == '"':
                    cell.Append(text[++i]);
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    row.Add(cell.ToString());
                    cell.Clear();
                    break;
                case '\r' when !quoted:
                    break;
                case '\n' when !quoted:
                    rows.Add([.. row, cell.ToString()]);
                    row.Clear();
                    cell.Clear();
                    break;
                default:
                    cell.Append(text[i]);
                    break;
            }
        }
        return rows;
    }
}
