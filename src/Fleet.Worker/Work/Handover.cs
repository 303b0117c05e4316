using System.Collections.Immutable;
using Fleet.Domain.Reconciling;

namespace Fleet.Worker.Work;

/// <summary>What the control plane hands a worker for one server: what it must be, and sealed what that needs.</summary>
/// <param name="Revision">Rises with sealed material and restraints, which change without a generation.</param>
internal sealed record Handover(
    long Generation, long Revision, DesiredServer Desired, Restraints Restraints, ImmutableArray<SealedCredential> Credentials, string? ProbeJwe);

internal sealed record SealedCredential(Guid Id, string Hash, string Jwe)
{
    public override string ToString() => $"credential {Id}";
}
