using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Host;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>
/// Asks a host who was there when something changed. It is asked only when something new did, and before anything is repaired: a repair
/// writes over the traces.
/// </summary>
internal sealed class EvidenceDesk(HostContact contact, RunLog log, TimeProvider time)
{
    // Who changed a file may have logged in long before.
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);

    public async Task<Visit> AskAsync(Claim claim, ServerMemory memory, SshTarget target, Visit seen, CancellationToken stop)
    {
        var (desired, restraints) = (memory.Handover!.Desired, memory.Handover.Restraints);
        var found = Diff.Between(desired, seen.Observation!, probe: null, time.GetUtcNow(), restraints);
        if (!NewDrift.IsIn(found, memory.Left, desired.Generation, restraints.AppliedGeneration)) return seen;

        // The host's own clock, for it is the host's own records that are asked for; it goes back a day at most.
        var since = (memory.Reply?.Time ?? DateTimeOffset.UnixEpoch.Add(Before)) - Before;
        var request = new EvidenceRequest(HostContact.NewNonce(), desired.Domain, since);
        var answer = await contact.EvidenceAsync(claim.Server, target, request, stop);
        if (answer is HostAnswer<EvidenceReply>.Answered { Reply: var reply }) return seen with { Evidence = EvidenceReading.Of(reply) };
        log.NoEvidence(desired.Name, VisitFailures.Of(answer).Failure!);
        return seen;
    }
}
