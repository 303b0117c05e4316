namespace Fleet.Jitsi.Host;

/// <summary>What a host's bytes turned out to be. Only <see cref="Answered"/> says anything about the host; the rest is "unknown".</summary>
public abstract record HostReply<T>
{
    private protected HostReply()
    {
    }

    public sealed record Answered(T Value) : HostReply<T>;

    /// <summary>The host understood, did nothing, and says why.</summary>
    public sealed record Refused(HostRefusal Refusal) : HostReply<T>;

    /// <summary>Root holds the host: nothing was changed.</summary>
    public sealed record Held(HostHold Hold, HostProgram Program) : HostReply<T>;

    /// <summary><paramref name="Evidence"/> is safe to show: printable, short, and no part of an account.</summary>
    public sealed record Unreadable(ReplyFault Fault, string Evidence) : HostReply<T>;
}

/// <summary>
/// <paramref name="Code"/> is one of the codes in <c>infra/host/PROTOCOL.md</c>; <paramref name="Postponed"/>: the same request may be accepted later.
/// </summary>
public sealed record HostRefusal(string Code, string Detail, bool Postponed, HostProgram Program);

public sealed record HostProgram(string Version, string Sha256);

public enum ReplyFault
{
    /// <summary>Not one byte: the connection, sudo or the program itself failed.</summary>
    Empty,
    Garbage,
    Truncated,
    TooBig,
    WrongNonce,
    WrongVersion,
    Altered,
    WrongField,
}
