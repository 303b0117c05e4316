using System.Collections.Immutable;
using Fleet.Domain.Servers;

namespace Fleet.Worker.Ssh;

/// <summary>Why a server gave no answer. A value, because a dead host is everyday life: only bugs throw.</summary>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Transient">Whether trying again later may help without anybody doing anything.</param>
public abstract record SshFailure(string Code, string Text, bool Transient)
{
    /// <summary>The codes that an attempt to connect may end with.</summary>
    public static readonly ImmutableArray<string> OfConnecting = ["unreachable", "timed-out", "connection-lost", "authentication-refused", "host-key-changed"];

    public sealed record Unreachable(string Why) : SshFailure("unreachable", Why, Transient: true);

    public sealed record TimedOut(string Stage, TimeSpan After) : SshFailure("timed-out", $"{Stage} took longer than {After.TotalSeconds:0.#} s", Transient: true);

    public sealed record ConnectionLost(string Why) : SshFailure("connection-lost", Why, Transient: true);

    public sealed record AuthenticationRefused(string User) : SshFailure(
        "authentication-refused", $"The host refused Fleet's key for the user {User}. Install it: fleet servers prepare", Transient: false);

    public sealed record AnswerTooLong(int Limit) : SshFailure("answer-too-long", $"The host sent more than {Limit} bytes; the connection was closed", Transient: false);

    /// <summary>Nothing was pinned, so nothing was authenticated.</summary>
    public sealed record NoHostKey(string Whose) : SshFailure("awaiting-key", $"No host key is pinned for {Whose}. Compare and pin it: fleet servers pin", Transient: false);

    /// <param name="Presented">null when the host offered no key of a pinned type.</param>
    public sealed record HostKeyChanged(HostKey? Presented, string Expected, string Whose) : SshFailure(
        "host-key-changed",
        $"{Whose} presented {(Presented is null ? "no key of the pinned type" : $"{Presented.Algorithm} {Presented.Fingerprint}")}; pinned: {Expected}. Nothing was sent. After a re-install: fleet servers replace",
        Transient: false);
}

public abstract record SshResult
{
    private SshResult()
    {
    }

    /// <param name="ErrorText">The beginning of what came on stderr: untrusted.</param>
    public sealed record Answered(byte[] Output, int? ExitStatus, string ErrorText) : SshResult;

    public sealed record Failed(SshFailure Failure) : SshResult;
}
