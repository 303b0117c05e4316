using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using Fleet.Worker.Keys;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>A host's answer, read: what it says of the server without a secret, the answer itself for what comes next, and what the host remembers.</summary>
internal sealed record Sight(Observation Observation, HostView View, ImmutableArray<LedgerEntry> Ledger)
{
    public override string ToString() => $"(sight at {Observation.ObservedAt:O})";
}

/// <summary>Asks a host only for what is new, and reads the answer together with what is known.</summary>
internal sealed class ObservationReader(FleetKeys keys, TimeProvider time)
{
    public long Now => time.GetTimestamp();

    public static ObserveRequest Request(ServerMemory memory) => new(
        HostContact.NewNonce(), memory.Handover!.Desired.Domain, memory.Reply?.Config.Digest, memory.Reply?.Accounts.Digest, LedgerAfter: memory.LedgerAfter);

    /// <param name="asked">The timestamp when the host was asked.</param>
    public Sight Read(ObserveReply answer, ServerMemory memory, Claim claim, long asked)
    {
        var desired = memory.Handover!.Desired;
        var view = HostView.Of(memory.Reply is { } known ? answer.With(known) : answer, desired.Domain);
        var expected = new HostExpectations(desired.Domain, keys.Fleet, claim.Incarnation, CarriedProgram.Identity, time.GetUtcNow(), memory.Credentials.Accounts,
            time.GetElapsedTime(asked));
        return new Sight(HostReader.Read(view, expected), view, [.. answer.Ledger.Where(e => e.Correlation != PlantDesk.Correlation).Select(Entry)]);
    }

    private static LedgerEntry Entry(HostLedgerEntry entry) => new(
        entry.Fence, entry.Generation, Guid.TryParse(entry.Correlation, out var id) ? id : null, entry.Time, Result(entry.Outcome), []);

    private static ApplyResult Result(ApplyOutcome outcome) => outcome switch
    {
        ApplyOutcome.Done or ApplyOutcome.Unchanged => ApplyResult.Done,
        ApplyOutcome.Partly => ApplyResult.Partly,
        ApplyOutcome.Restored => ApplyResult.Restored,
        ApplyOutcome.Interrupted => ApplyResult.Interrupted,
        _ => ApplyResult.Failed,
    };
}
