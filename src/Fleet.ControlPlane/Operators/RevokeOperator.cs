using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Operators;
using Marten;
using Wolverine.Http;

namespace Fleet.ControlPlane.Operators;

public static class RevokeOperator
{
    [WolverineDelete(Routes.Operator)]
    public static Task<IResult> Delete(string name, HttpContext http, CommandDesk desk) =>
        desk.Handle(http, "revoke-operator", name, null, change => Decide(change, name));

    private static async Task<Refusal?> Decide(FleetChange change, string name)
    {
        var session = change.Transaction.Session;
        if (await session.LoadAsync<UniqueValue>(UniqueValue.OperatorName(name), change.Stop) is not { Holder: var id })
            return new OperatorUnknown(name);
        var @operator = await session.LoadAsync<Operator>(id, change.Stop);
        var now = change.Now;
        var othersRemain = await session.Query<Operator>().AnyAsync(o => o.Id != id && !o.Revoked && o.ExpiresAt > now, change.Stop);
        return change.Append<Operator, IOperatorEvent>(id, @operator!.Version, OperatorDecider.Revoke(@operator, othersRemain), () =>
            change.Statements.Add(OperatorTokens.Revoke(id)));
    }
}
