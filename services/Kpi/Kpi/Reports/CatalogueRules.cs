using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.Reports;

/// <summary>What the catalogue promises, as arguments of the evaluation.</summary>
internal static class CatalogueRules
{
    public static KpiRules Rules(this PlatformCatalogue catalogue) =>
        new(
            catalogue.Targets, catalogue.Windows, catalogue.FlapWindow, catalogue.ObservationWindow, catalogue.ProductionEnvironments,
            catalogue.StaleAfter, catalogue.Scanners);
}
