using System.Collections.Immutable;
using Fleet.Domain.Epochs;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Host;
using Fleet.Worker.Pins;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>The visit to a host: whose key is accepted, what is there, what is changed, and whether it is so now.</summary>
internal sealed class HostVisitor(
    PinStore pins, HostKeyScanner scanner, HostContact contact, ObservationReader reader, EvidenceDesk evidence, Enforcer enforcer, PlantDesk plants,
    Adopter adopter, RunLog log)
{
    public async Task<Visit> VisitAsync(Claim claim, Lease lease, ServerMemory memory, CancellationToken stop)
    {
        var desired = memory.Handover!.Desired;
        if (Accepted(desired.Id, out var unreadable) is var accepted && unreadable is not null) return Unreadable(desired, unreadable);
        var decision = PinPolicy.Decide(accepted, desired);
        if (decision is PinDecision.Use { Remember: { } taken } && accepted is not null) log.TakesKeys(desired.Name, accepted, taken);
        var visit = decision switch
        {
            PinDecision.Use use when SshTarget.Of(desired.Endpoint, use.Keys, out var missing) is var target =>
                target is null ? VisitFailures.Of(missing!) : await VisitAsync(claim, lease, memory, target, use.Remember, stop),
            PinDecision.Refuse refuse => new Visit(ReconcileOutcome.HostKeyChanged, new FailureDetail("host-key-not-accepted", Refused(desired.Id, refuse), Transient: false)),
            _ => VisitFailures.Of(new SshFailure.NoHostKey(desired.Endpoint.Address)),
        };
        return claim.IsAsked("scan-key") || visit.Outcome is ReconcileOutcome.AwaitingKey or ReconcileOutcome.HostKeyChanged
            ? await WithScanAsync(visit, desired.Endpoint, stop)
            : visit;
    }

    private AcceptedKeys? Accepted(Guid server, out InvalidDataException? unreadable)
    {
        unreadable = null;
        try
        {
            return pins.Find(server);
        }
        catch (InvalidDataException e)
        {
            unreadable = e;
            return null;
        }
    }

    // Not a bug: a damaged or restored state directory, which only a person can judge.
    private Visit Unreadable(DesiredServer desired, InvalidDataException e)
    {
        log.PinsUnreadable(e, desired.Name);
        return new Visit(ReconcileOutcome.Failed, new FailureDetail("pins-unreadable", $"on the worker: {e.Message}", Transient: false));
    }

    private async Task<Visit> VisitAsync(Claim claim, Lease lease, ServerMemory memory, SshTarget target, AcceptedKeys? remember, CancellationToken stop)
    {
        var asked = reader.Now;
        var answer = await contact.ObserveAsync(claim.Server, target, ObservationReader.Request(memory), stop);
        if (answer is not HostAnswer<ObserveReply>.NotReached && remember is not null) pins.Remember(claim.Server, remember);
        if (answer is not HostAnswer<ObserveReply>.Answered { Reply: var reply }) return VisitFailures.Of(answer);

        var seen = reader.Read(reply, memory, claim, asked);
        var visit = Standing(seen, memory, claim.Granted) with { Ledger = seen.Ledger };
        if (visit.Outcome != ReconcileOutcome.Checked) return visit;
        visit = await evidence.AskAsync(claim, memory, target, visit, stop);
        if (claim.IsAsked("adopt")) return adopter.Seal(adopter.Adopt(visit, memory.Handover!.Desired), memory.Handover.Desired, claim.Asks);
        return SealAsk.Accounts(claim.Asks).Length > 0
            ? adopter.Seal(visit, memory.Handover!.Desired, claim.Asks)
            : await plants.TendAsync(
                claim, lease, memory, target, reply, await enforcer.EnforceAsync(claim, lease, memory, target, visit, stop), stop);
    }

    private static Visit Standing(Sight seen, ServerMemory memory, GrantedApply granted)
    {
        var desired = memory.Handover!.Desired;
        var host = seen.Observation.Host;
        var known = memory.Handover.Restraints.MachineOf(desired.Incarnation);
        return host switch
        {
            _ when known is not null && host.MachineId != known => Stopped(seen, ReconcileOutcome.HostIdentityChanged, "machine-changed",
                $"the host's machine-id is {host.MachineId ?? "unknown"}, it was {known}. After a re-install: fleet servers replace {desired.Name}"),
            { ServesDomain: false } => Stopped(seen, ReconcileOutcome.HostIdentityChanged, "domain-not-served",
                $"the host does not serve {desired.Domain}. Is the endpoint right? fleet servers show {desired.Name}"),
            _ when OneOwner.Text(host, desired.Name) is { } others => Stopped(seen, ReconcileOutcome.Refused,
                host.Owner == HostOwner.Other ? "host-other-owner" : "host-other-incarnation", others),
            { Accepted: { } accepted } when Lineage.IsBehind(granted, accepted) => Stopped(seen, ReconcileOutcome.RestoredFromPast, RestoredFromPast.Code,
                RestoredFromPast.Text(granted, accepted)),
            _ => new Visit(ReconcileOutcome.Checked, null, seen.Observation, seen.View),
        };
    }

    private static Visit Stopped(Sight seen, ReconcileOutcome outcome, string code, string text) =>
        new(outcome, new FailureDetail(code, text, Transient: false), seen.Observation, seen.View);

    private string Refused(Guid server, PinDecision.Refuse refuse) =>
        $"{refuse.Why}. Nothing was sent. If the host was re-installed: fleet servers replace. If only its key changed: remove {pins.FileOf(server)} on this worker";

    private async Task<Visit> WithScanAsync(Visit visit, SshEndpoint endpoint, CancellationToken stop)
    {
        var (keys, failure) = await scanner.ScanAsync(endpoint, stop);
        return failure is null || visit.Outcome != ReconcileOutcome.AwaitingKey ? visit with { ScannedKeys = keys } : VisitFailures.Of(failure);
    }
}
