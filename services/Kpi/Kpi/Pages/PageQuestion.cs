using System.Diagnostics.CodeAnalysis;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.Reports;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>What every page is asked with.</summary>
public sealed class PageQuestion
{
    /// <summary>Empty where a form was sent without it.</summary>
    [FromQuery(Name = "at")] public string? At { get; init; }

    public required Caller Caller { get; init; }
    public required HttpRequest Request { get; init; }

    [FromServices] public required KpiStates States { get; init; }
    [FromServices] public required ICatalogue Catalogue { get; init; }
    [FromServices] public required TimeProvider Clock { get; init; }

    /// <summary>Which services a page is about, read as the JSON interface reads it.</summary>
    public KpiQuestion Of(string? service = null, string? team = null) =>
        new() { Service = service, Team = team, At = At is "" ? null : At, Caller = Caller, States = States, Catalogue = Catalogue, Clock = Clock };

    /// <summary>Subject and context of a page of figures, or what is answered instead.</summary>
    public bool TryRead(
        KpiQuestion question, bool figures, [NotNullWhen(true)] out KpiSubject? subject, [NotNullWhen(true)] out PageContext? page, [NotNullWhen(false)] out IResult? refusal)
    {
        (page, refusal, subject) = (null, null, null);
        if (figures && FigureAccess.Refusal(Caller, question.Service) is { } notTheirs)
        {
            refusal = PageAnswers.Refused(this, notTheirs);
            return false;
        }
        if (!question.TryRead(out subject, out var problem))
        {
            refusal = PageAnswers.Refused(this, problem);
            return false;
        }
        page = Context(subject.At);
        return true;
    }

    public PageContext Context(DateTimeOffset at) => new(
        Caller, Catalogue.Current, Catalogue.Current.Rules(), at,
        new PageAddress(Request.Path, [.. Request.Query.SelectMany(q => q.Value, (q, value) => (q.Key, value ?? "")).Where(q => q.Item2.Length > 0)]));
}
