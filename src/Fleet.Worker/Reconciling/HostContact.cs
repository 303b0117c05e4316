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

    private readonly SpokenProtocols _spoken = new();

    public static string NewNonce() => RandomNumberGenerator.GetHexString(NonceLength, lowercase: true);

    public Task<HostAnswer<ObserveReply>> ObserveAsync(Guid server, SshTarget target, ObserveRequest request, CancellationToken stop) =>
        AskAsync(new("observe", server, target, options.ObserveTimeout),
            request.Render, (bytes, protocol) => ObserveReply.Parse(bytes, request.Nonce, protocol), r => r.Program, stop);

    public Task<HostAnswer<ApplyReply>> ApplyAsync(Guid server, SshTarget target, ApplyRequest request, CancellationToken stop) =>
        AskAsync(new("apply", server, target, options.ApplyTimeout),
            request.Render, (bytes, protocol) => ApplyReply.Parse(bytes, request.Nonce, protocol), r => r.Program, stop);

    public Task<HostAnswer<EvidenceReply>> EvidenceAsync(Guid server, SshTarget target, EvidenceRequest request, CancellationToken stop) =>
        AskAsync(new("evidence", server, target, options.EvidenceTimeout),
            request.Render, (bytes, protocol) => EvidenceReply.Parse(bytes, request.Nonce, protocol), r => r.Program, stop);

    private async Task<HostAnswer<T>> AskAsync<T>(
        Stage stage, Func<int, byte[]> request, Func<byte[], int, HostReply<T>> parse, Func<T, HostProgram> program, CancellationToken stop)
    {
        var protocol = _spoken.Of(stage.Server);
        var result = await SendAsync(stage, request(protocol), stop);
        if (protocol > HostProtocol.Oldest && result is SshResult.Answered { Output: var output } && OlderProgram.Read(output) is { } older)
        {
            if (!_spoken.IsOlder(stage.Server, older)) return new HostAnswer<T>.TalkedDown(older);
            protocol = HostProtocol.Oldest;
            result = await SendAsync(stage, request(protocol), stop);
        }
        var answer = Read(result, bytes => parse(bytes, protocol));
        if (Program(answer, program) is { } answering) _spoken.Answered(stage.Server, protocol, answering);
        return answer;
    }

    private static HostProgram? Program<T>(HostAnswer<T> answer, Func<T, HostProgram> program) => answer switch
    {
        HostAnswer<T>.Answered answered => program(answered.Reply),
        HostAnswer<T>.Refused refused => refused.Refusal.Program,
        HostAnswer<T>.Held held => held.Program,
        _ => null,
    };

    private async Task<SshResult> SendAsync(Stage stage, byte[] request, CancellationToken stop)
    {
        using var span = RunStage.Start(stage.Name);
        var sent = new SshRequest(Command, request, HostProtocol.MaxReplyBytes, stage.Timeout);
        var result = await pool.RunAsync(stage.Server, stage.Target, sent, stop);
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
            HostReply<T>.Held held => new HostAnswer<T>.Held(held.Hold, held.Program),
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

    private sealed record Stage(string Name, Guid Server, SshTarget Target, TimeSpan Timeout);
}

/// <summary>What came of one request to a host.</summary>
internal abstract record HostAnswer<T>
{
    private HostAnswer()
    {
    }

    public sealed record Answered(T Reply) : HostAnswer<T>;

    public sealed record Refused(HostRefusal Refusal) : HostAnswer<T>;

    /// <summary>Root holds the host: nothing was changed.</summary>
    public sealed record Held(HostHold Hold, HostProgram Program) : HostAnswer<T>;

    /// <summary>It spoke a later protocol before, and does no more.</summary>
    public sealed record TalkedDown(HostProgram Program) : HostAnswer<T>;

    public sealed record Unreadable(string Why) : HostAnswer<T>;

    public sealed record NotReached(SshFailure Failure) : HostAnswer<T>;
}
