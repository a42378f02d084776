using MetricsPlatform.Ingestion.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>What the endpoints answer: 202 with a submission, or problem details (RFC 9457) that say where the mistake is.</summary>
internal static class Answers
{
    /// <summary>Reason of an event whose service the key is not for.</summary>
    public const string OtherService = "other_service";

    /// <summary>202 when anything was taken; 400, or 409 for a conflict, or 403 for services that are not the key's, when nothing was.</summary>
    public static Results<Accepted<Submission>, ProblemHttpResult> Answer(this Submission submission, bool batch)
    {
        if (submission.Status != SubmissionStatus.Rejected)
        {
            return TypedResults.Accepted(LocationOf(submission.Id), submission);
        }
        var why = submission.Error ?? (submission.Items.Count == 1 && !batch ? submission.Items[0].Error! : null);
        return why is null
            ? Problem(
                submission.Items.All(i => i.Error!.Reason == OtherService) ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest,
                new("all_refused", "Every event was refused; items say why."), submission)
            : Problem(StatusOf(why), why, submission);
    }

    /// <summary>Turns what went wrong on the way into problem details.</summary>
    public static async ValueTask<object?> CatchProblems(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RefusedRequestException e)
        {
            IngestionMetrics.Refused(null, e.Refusal.Reason);
            if (e.StatusCode == StatusCodes.Status429TooManyRequests)
            {
                context.HttpContext.Response.Headers.RetryAfter = "5";
            }
            return Problem(e.StatusCode, e.Refusal);
        }
        catch (BadHttpRequestException e)
        {
            var reason = e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "too_large" : "bad_request";
            IngestionMetrics.Refused(null, reason);
            return Problem(e.StatusCode, new(reason, e.Message));
        }
    }

    private static int StatusOf(Refusal why) => why.Reason switch
    {
        "conflict" => StatusCodes.Status409Conflict,
        OtherService => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };

    private static string LocationOf(Guid submission) => $"/v1/submissions/{submission}";

    private static ProblemHttpResult Problem(int status, Refusal why, Submission? submission = null)
    {
        var extensions = new Dictionary<string, object?> { ["reason"] = why.Reason, ["pointer"] = why.Pointer, ["line"] = why.Line, ["id"] = submission?.Id };
        if (submission is { Items.Count: > 0 })
        {
            extensions["items"] = submission.Items;
        }
        var given = extensions.Where(e => e.Value is not null).ToDictionary();
        return TypedResults.Problem(why.Message, submission is null ? null : LocationOf(submission.Id), status, extensions: given);
    }
}
