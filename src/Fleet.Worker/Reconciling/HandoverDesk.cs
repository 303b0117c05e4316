using Fleet.Worker.Credentials;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>Fetches what a server must be, unless this worker has it already.</summary>
internal sealed class HandoverDesk(WorkTable work, CredentialOpener opener)
{
    /// <returns>The memory with the current handover and its credentials opened; null when the fence is not held any more.</returns>
    public async Task<ServerMemory?> CurrentAsync(Claim claim, ServerMemory memory, CancellationToken stop)
    {
        if (memory.Handover is { } known && (known.Generation, known.Revision) == (claim.Generation, claim.Revision)) return memory;
        if (await work.DesiredAsync(claim.Server, claim.Fence, stop) is not { } handover) return null;
        return memory with { Handover = handover, Credentials = HeldCredentials.Open(opener, handover, memory.Credentials) };
    }
}
