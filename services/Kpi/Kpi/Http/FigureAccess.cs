using MetricsPlatform.Hosting.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MetricsPlatform.Kpi.Http;

/// <summary>Who may see figures. Those of a team are of all of the team, whoever asks; so they are for nobody whose key is for some services.</summary>
internal static class FigureAccess
{
    /// <summary>403, or null when the figures are for the caller.</summary>
    /// <param name="service">The one service that is asked about; null: several.</param>
    public static ProblemHttpResult? Refusal(Caller caller, string? service) =>
        service is null
            ? caller.HasAllServices ? null : caller.RefuseAllServices("Figures of several services need a key that is for all; ask with service=")
            : caller.Has(service) ? null : caller.Refuse(service);
}
