using System.Diagnostics.CodeAnalysis;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Reports;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace MetricsPlatform.Kpi.Http;

/// <summary>The parameters that every question shares: of which services, and at which instant (event time; default now).</summary>
public sealed class KpiQuestion
{
    [FromQuery(Name = "service")] public string? Service { get; init; }
    [FromQuery(Name = "team")] public string? Team { get; init; }
    [FromQuery(Name = "tier")] public string? Tier { get; init; }
    [FromQuery(Name = "at")] public string? At { get; init; }

    /// <summary>Who asks.</summary>
    public required Caller Caller { get; init; }

    [FromServices] public required KpiStates States { get; init; }
    [FromServices] public required ICatalogue Catalogue { get; init; }
    [FromServices] public required TimeProvider Clock { get; init; }

    /// <summary>
    /// Reads them; <paramref name="problem"/> names the wrong parameter (400), what is unknown (404) or what the caller's key is not for
    /// (403). Of several services only those that the key is for are in the subject.
    /// </summary>
    public bool TryRead([NotNullWhen(true)] out KpiSubject? subject, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        subject = null;
        var computedAt = Clock.GetUtcNow();
        var at = computedAt;
        if (At is not null && !QueryTime.TryParse(At, out at))
        {
            problem = TypedResults.Problem(QueryTime.Complaint("at", At), statusCode: StatusCodes.Status400BadRequest);
            return false;
        }
        if (Service is not null && !Caller.Has(Service))
        {
            problem = Caller.Refuse(Service);
            return false;
        }
        var catalogue = Catalogue.Current;
        var scope = new KpiScope(Service is null ? null : catalogue.NameOf(Service), Team, Tier);
        if (scope.Unknown(States, catalogue) is { } unknown)
        {
            problem = TypedResults.Problem(unknown, statusCode: StatusCodes.Status404NotFound);
            return false;
        }
        problem = null;
        subject = new KpiSubject(scope, [.. scope.Services(States, catalogue).Where(s => Caller.Has(s.Service))], catalogue.Rules(), at, computedAt);
        return true;
    }
}

/// <summary>What a question is about, with what answers it.</summary>
/// <param name="At">The instant asked about.</param>
/// <param name="AskedAt">When it was asked.</param>
public sealed record KpiSubject(KpiScope Scope, IReadOnlyList<ServiceStates> Services, KpiRules Rules, DateTimeOffset At, DateTimeOffset AskedAt);
