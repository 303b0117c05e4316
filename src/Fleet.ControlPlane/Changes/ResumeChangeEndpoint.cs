using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Changes;
using Marten;
using Wolverine.Http;

namespace Fleet.ControlPlane.Changes;

public static class ResumeChangeEndpoint
{
    [WolverinePost(Routes.CommandResume)]
    public static Task<IResult> Post(Guid id, HttpContext http, CommandDesk desk) =>
        desk.Handle(http, "resume-command", id.ToString(), null, change => Decide(change, id), causation: id);

    private static async Task<Refusal?> Decide(FleetChange change, Guid id)
    {
        await change.Transaction.Also(FleetLock.Changes, change.Stop);
        if (await change.Transaction.Session.LoadAsync<StagedChange>(id, change.Stop) is not { } staged)
            return new NothingWaits(id);
        if (BlastRadius.Refuse(change, staged.Held.Length, expected: null) is { } refusal)
            return refusal;
        var decision = ChangeDecider.Resume(staged);
        return change.Append<StagedChange, IChangeEvent>(id, staged.Version, decision, () => change.Statements.AddRange(
            ChangeHolds.Between(staged, null, change.Context.Operator, reason: "")));
    }
}
