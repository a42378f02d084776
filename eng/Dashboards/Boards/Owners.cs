using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>Whom to talk to.</summary>
internal static class Owners
{
    public static Panel Champion(int width) => OfTeam("Champion", "The team's security champion, as the catalogue names one.", "champion", width);

    public static Panel Channel(int width) => OfTeam("Channel", "Where to reach the team, as the catalogue says.", "channel", width);

    private static Panel OfTeam(string title, string description, string label, int width) =>
        Panels.LabelText(title, description, $"topk(1, max by ({label}) (devsecops_team_info{{team=\"$team\", {label}!=\"\"}}))", label, width);
}
