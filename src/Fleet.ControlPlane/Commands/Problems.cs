using Fleet.Contracts.Api;
using Fleet.Domain;

namespace Fleet.ControlPlane.Commands;

/// <summary>The one place where a refusal becomes an HTTP answer.</summary>
public static class Problems
{
    public static IResult From(Refusal refusal) => Answer(refusal.Text, Status(refusal), refusal.Code, next: (refusal as NumberRefusal)?.Option);

    public static IResult Answer(string title, int status, string code, string? detail = null, string? next = null) =>
        Answer(new Problem(title, status, code, detail, Next: next));

    public static IResult Answer(Problem problem) => TypedResults.Json(problem, ApiJson.Default.Problem, "application/problem+json", problem.Status);

    public static RefusalInfo Info(Refusal refusal) => new(refusal.Code, refusal.Text);

    private static int Status(Refusal refusal) => refusal switch
    {
        InvalidRefusal => StatusCodes.Status400BadRequest,
        UnknownRefusal => StatusCodes.Status404NotFound,
        StaleRefusal => StatusCodes.Status412PreconditionFailed,
        _ => StatusCodes.Status409Conflict,
    };
}
