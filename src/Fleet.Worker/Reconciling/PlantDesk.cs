using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Worker.Keys;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>
/// Makes the drift that Fleet plants itself, and takes away one that a check came upon. An apply of its own, through the same gate: it must keep no
/// repair from being made, nor count as one.
/// </summary>
internal sealed class PlantDesk(HostContact contact, IApplyGate gate, FleetKeys keys)
{
    /// <summary>In the host's ledger, in place of a command.</summary>
    public const string Correlation = "planted";

    /// <param name="found">What the first look said, before anything was changed.</param>
    public async Task<Visit> TendAsync(
        Claim claim, Lease lease, ServerMemory memory, SshTarget target, ObserveReply found, Visit visit, CancellationToken stop)
    {
        var (mark, there) = (PlantAsk.Mark(claim.Asks), found.Planted?.Mark);
        if (mark is null && there is null) return visit;
        var planting = new Planting(there is not null && PlantAsk.IsMark(there) ? there : null);
        HostChange change = mark is null ? new HostChange.Unplant() : new HostChange.Plant(mark);
        var blocked = WhyNot(visit, found.Program) ?? await ApplyAsync(claim, lease, memory, target, change, stop);
        return visit with
        {
            Planting = mark is null ? planting : planting with { Planted = blocked is null ? mark : null, Blocked = blocked },
        };
    }

    internal static PlantBlock? WhyNot(Visit visit, Jitsi.Host.HostProgram program) => visit switch
    {
        { Holds: { IsDefaultOrEmpty: false } } => PlantBlock.Held,
        { Observation.Host.Hold: not null } => PlantBlock.Held,
        { Enforced: false } or { Failure: not null } => PlantBlock.NotEnforced,
        _ => Version.TryParse(program.Version, out var version) && version >= HostProtocol.PlantsSince ? null : PlantBlock.HostProgram,
    };

    private async Task<PlantBlock?> ApplyAsync(
        Claim claim, Lease lease, ServerMemory memory, SshTarget target, HostChange change, CancellationToken stop)
    {
        var desired = memory.Handover!.Desired;
        var leave = await gate.AskAsync(claim, ApplyQuestion.Nothing, stop);
        if (leave is not ApplyLeave.Given) return PlantBlock.Held;
        lease.ThrowIfEnded();
        var request = new ApplyRequest(
            HostContact.NewNonce(), desired.Domain, keys.Fleet.ToString(), new(claim.Incarnation, claim.Granted.Epoch), claim.Fence, desired.Generation,
            Correlation, new HostActivation.None(), [change]);
        return await contact.ApplyAsync(claim.Server, target, request, stop) switch
        {
            HostAnswer<ApplyReply>.Answered { Reply.Steps: [{ State: StepState.Done or StepState.Unchanged }] } => null,
            HostAnswer<ApplyReply>.Held => PlantBlock.Held,
            _ => PlantBlock.Refused,
        };
    }
}
