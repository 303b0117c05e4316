using Fleet.Worker.Credentials;
using Fleet.Worker.Work;
using Microsoft.Extensions.Logging;

namespace Fleet.Worker.Reconciling;

/// <summary>Fetches what a server must be, unless this worker has it already.</summary>
internal sealed partial class HandoverDesk(WorkTable work, CredentialOpener opener, ILogger<HandoverDesk> log)
{
    /// <returns>The memory with the current handover and its credentials opened; null when the fence is not held any more.</returns>
    public async Task<ServerMemory?> CurrentAsync(Claim claim, ServerMemory memory, CancellationToken stop)
    {
        if (memory.Handover is { } known && (known.Generation, known.Revision) == (claim.Generation, claim.Revision)) return memory;
        if (await work.DesiredAsync(claim.Server, claim.Fence, stop) is not { } handover) return null;
        var credentials = HeldCredentials.Open(opener, handover, memory.Credentials);
        foreach (var (user, why) in credentials.Refused) NotUsed(log, handover.Desired.Name, user, why);
        return memory with { Handover = handover, Credentials = credentials };
    }

    [LoggerMessage(50, LogLevel.Warning, "{Server}: the credential of {User} is not used: {Why}")]
    private static partial void NotUsed(ILogger log, string server, string user, string why);
}
