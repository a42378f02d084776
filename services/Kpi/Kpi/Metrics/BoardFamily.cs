using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Reports;

namespace MetricsPlatform.Kpi.Metrics;

/// <summary>A metric family: its samples are read off the figures of one instant.</summary>
/// <param name="Samples">Given the figures and those of the services that may be shown.</param>
internal sealed record BoardFamily(string Name, string Help, Func<KpiBoard, IReadOnlyList<ServiceFigures>, IEnumerable<BoardSample>> Samples)
{
    /// <summary>A figure of each service.</summary>
    public static BoardFamily OfServices(KpiFamily family) =>
        new($"devsecops_{family.Name}", family.Help, (_, services) => services.SelectMany(s => Rows(family, s.Report, new Label("service", s.Service))));

    /// <summary>A figure of each team.</summary>
    public static BoardFamily OfTeams(KpiFamily family) =>
        new($"devsecops_team_{family.Name}", family.Help, (board, _) => board.Teams.SelectMany(t => Rows(family, t.Value, new Label("team", t.Key))));

    /// <summary>A figure of everything.</summary>
    public static BoardFamily OfOrganization(KpiFamily family) =>
        new($"devsecops_organization_{family.Name}", family.Help, (board, _) => Rows(family, board.Organization, null));

    private static IEnumerable<BoardSample> Rows(KpiFamily family, KpiReport report, Label? of)
    {
        foreach (var (value, labels) in family.Rows(report))
        {
            if (value is { } known)
            {
                yield return new BoardSample(known, of, labels);
            }
        }
    }
}
