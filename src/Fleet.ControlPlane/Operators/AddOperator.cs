using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Operators;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Fleet.ControlPlane.Operators;

public static class AddOperator
{
    [WolverinePost(Routes.Operators)]
    [ProducesResponseType<OperatorToken>(StatusCodes.Status200OK)]
    public static Task<IResult> Post(AddOperatorRequest request, HttpContext http, CommandDesk desk)
    {
        var token = OperatorTokens.Generate();
        return desk.Handle(http, "add-operator", request.Name, request,
            change => Decide(change, request.Name, request.ExpiresAt, token),
            _ => TypedResults.Json(new OperatorToken(request.Name, token, request.ExpiresAt), ApiJson.Default.OperatorToken),
            repeated => Problems.From(new TokenShownAlready(request.Name, repeated.AcceptedAt)));
    }

    public static async Task<Refusal?> Decide(FleetChange change, string name, DateTimeOffset expiresAt, Secret token)
    {
        var id = Guid.CreateVersion7();
        var taken = await change.Transaction.Session.LoadAsync<UniqueValue>(UniqueValue.OperatorName(name), change.Stop) is not null;
        return change.Append<Operator, IOperatorEvent>(id, 0, OperatorDecider.Add(id, name, expiresAt, taken, change.Now), () =>
            change.Statements.Add(OperatorTokens.Insert(token, id, name, expiresAt)));
    }
}

public sealed record TokenShownAlready(string Name, DateTimeOffset At) : ConflictRefusal(
    "token-shown-already",
    $"`{Name}` was added at {At.Utc()} by this very command, and its token was shown then; Fleet keeps only a hash of it. If nobody has it: `fleet operators revoke {Name}`, then `fleet operators add {Name}`.");
