using System.Security.Cryptography;
using Fleet.Domain;
using Fleet.Jitsi.Host;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>Speaks with one server's fleet-host over kept connections: one round trip to observe, one to apply.</summary>
internal sealed class HostContact(SshPool pool, ReconcilingOptions options)
{
    // The key is restricted to the same words; they are said for hosts where it is not.
    private const string Command = "sudo -n /usr/local/sbin/fleet-host";
    private const int NonceLength = 32;

    public static string NewNonce() => RandomNumberGenerator.GetHexString(NonceLength, lowercase: true);

    public async Task<HostAnswer<ObserveReply>> ObserveAsync(Guid server, SshTarget target, ObserveRequest request, CancellationToken stop) =>
        Read(await SendAsync("observe", server, target, request.Render(), options.ObserveTimeout, stop), bytes => ObserveReply.Parse(bytes, request.Nonce));

    public async Task<HostAnswer<ApplyReply>> ApplyAsync(Guid server, SshTarget target, ApplyRequest request, CancellationToken stop) =>
        Read(await SendAsync("apply", server, target, request.Render(), options.ApplyTimeout, stop), bytes => ApplyReply.Parse(bytes, request.Nonce));

    public async Task<HostAnswer<EvidenceReply>> EvidenceAsync(Guid server, SshTarget target, EvidenceRequest request, CancellationToken stop) =>
        Read(await SendAsync("evidence", server, target, request.Render(), options.EvidenceTimeout, stop), bytes => EvidenceReply.Parse(bytes, request.Nonce));

    private async Task<SshResult> SendAsync(string stage, Guid server, SshTarget target, byte[] request, TimeSpan timeout, CancellationToken stop)
    {
        using var span = RunStage.Start(stage);
        var result = await pool.RunAsync(server, target, new SshRequest(Command, request, HostProtocol.MaxReplyBytes, timeout), stop);
        if (result is SshResult.Failed { Failure: var failure }) span.Failed(failure.Code);
        return result;
    }

    private static HostAnswer<T> Read<T>(SshResult result, Func<byte[], HostReply<T>> parse) => result switch
    {
        SshResult.Failed failed => new HostAnswer<T>.NotReached(failed.Failure),
        SshResult.Answered answered => parse(answered.Output) switch
        {
            HostReply<T>.Answered reply => new HostAnswer<T>.Answered(reply.Value),
            HostReply<T>.Refused refused => new HostAnswer<T>.Refused(refused.Refusal),
            HostReply<T>.Unreadable unreadable => new HostAnswer<T>.Unreadable(Describe(unreadable.Fault, unreadable.Evidence, answered)),
            var other => throw new InvalidOperationException($"unknown reply {other.GetType().Name}"),
        },
        _ => throw new InvalidOperationException($"unknown result {result.GetType().Name}"),
    };

    private static string Describe(ReplyFault fault, string evidence, SshResult.Answered answered) => fault == ReplyFault.Empty
        ? $"fleet-host gave no answer: {Hint(answered.ErrorText)} (exit status {answered.ExitStatus?.ToString() ?? "none"})"
        : $"the answer of fleet-host is not usable ({fault}): {Printable.Clip(evidence)}";

    private static string Hint(string errorText) => errorText switch
    {
        _ when errorText.Contains("a password is required", StringComparison.Ordinal) || errorText.Contains("not in the sudoers", StringComparison.Ordinal) || errorText.Contains("not allowed", StringComparison.Ordinal)
            => $"sudo does not let Fleet's user run it. Prepare the server again: fleet servers prepare. It said: {errorText}",
        _ when errorText.Contains("not found", StringComparison.Ordinal) || errorText.Contains("No such file", StringComparison.Ordinal)
            => $"it is not installed. Prepare the server: fleet servers prepare. It said: {errorText}",
        "" => "nothing was said on stderr either",
        _ => errorText,
    };
}

/// <summary>What came of one request to a host.</summary>
internal abstract record HostAnswer<T>
{
    private HostAnswer()
    {
    }

    public sealed record Answered(T Reply) : HostAnswer<T>;

    public sealed record Refused(HostRefusal Refusal) : HostAnswer<T>;

    public sealed record Unreadable(string Why) : HostAnswer<T>;

    public sealed record NotReached(SshFailure Failure) : HostAnswer<T>;
}
