using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>Gives panels their places and ids.</summary>
internal static class Layout
{
    private const int Columns = 24;

    public static JsonArray Of(IEnumerable<Section> sections)
    {
        var placed = new JsonArray();
        var y = 0;
        foreach (var section in sections)
        {
            if (section.Title.Length > 0)
            {
                placed.Add(Heading(section.Title, placed.Count + 1, y));
                y++;
            }
            var x = 0;
            foreach (var panel in section.Panels)
            {
                if (x + panel.Width > Columns)
                {
                    (x, y) = (0, y + section.Height);
                }
                placed.Add(panel.ToNode(placed.Count + 1, Place(x, y, panel.Width, section.Height)));
                x += panel.Width;
            }
            y += section.Height;
        }
        return placed;
    }

    private static JsonObject Heading(string title, int id, int y) => new()
    {
        ["id"] = id,
        ["type"] = "row",
        ["title"] = title,
        ["collapsed"] = false,
        ["gridPos"] = Place(0, y, Columns, 1),
        ["panels"] = new JsonArray(),
    };

    private static JsonObject Place(int x, int y, int width, int height) => new() { ["x"] = x, ["y"] = y, ["w"] = width, ["h"] = height };
}
