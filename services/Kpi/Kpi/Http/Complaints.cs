using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MetricsPlatform.Kpi.Http;

/// <summary>What is wrong with a question, said all at once.</summary>
internal static class Complaints
{
    public static ProblemHttpResult AsProblem(this List<string> complaints) =>
        TypedResults.Problem(string.Join(" ", complaints), statusCode: StatusCodes.Status400BadRequest);
}
