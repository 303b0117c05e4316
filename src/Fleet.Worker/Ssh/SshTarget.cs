using Fleet.Domain.Servers;

namespace Fleet.Worker.Ssh;

/// <summary>Where to log in and which key to insist on; through a jump host when there is a <paramref name="Jump"/>.</summary>
internal sealed record SshTarget(string Address, int Port, string User, HostKeyPolicy HostKeys, SshTarget? Jump = null)
{
    /// <summary>The target of a server whose keys were accepted, or what is missing.</summary>
    public static SshTarget? Of(SshEndpoint endpoint, System.Collections.Immutable.ImmutableArray<HostKey> accepted, out SshFailure? missing)
    {
        missing = accepted.IsDefaultOrEmpty ? new SshFailure.NoHostKey(endpoint.Address) : null;
        if (missing is not null) return null;
        var jump = endpoint.Jump is null ? null : OfJump(endpoint.Jump, out missing);
        return missing is null ? new SshTarget(endpoint.Address, endpoint.Port, endpoint.User, new HostKeyPolicy(accepted), jump) : null;
    }

    public static SshTarget? OfJump(JumpHost jump, out SshFailure? missing)
    {
        missing = jump.Key is null ? new SshFailure.NoHostKey($"the jump host {jump.Address}") : null;
        return jump.Key is null ? null : new SshTarget(jump.Address, jump.Port, jump.User, new HostKeyPolicy([jump.Key]));
    }

    public bool SameAs(SshTarget other) =>
        (Address, Port, User) == (other.Address, other.Port, other.User) && HostKeys.SameAs(other.HostKeys)
        && (Jump, other.Jump) switch { (null, null) => true, ({ } mine, { } theirs) => mine.SameAs(theirs), _ => false };
}
