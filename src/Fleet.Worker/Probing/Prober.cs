using System.Security.Cryptography;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;
using Fleet.Jitsi.Probing;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Credentials;

namespace Fleet.Worker.Probing;

/// <summary>Looks at a server as a client without credentials does, and proves that a member can log in. It joins no room.</summary>
internal sealed class Prober(ProbingOptions options, TimeProvider time)
{
    /// <param name="member">null when there is no probe account on this server.</param>
    public async Task<ProbeResult> ProbeAsync(DesiredServer server, Opened.Usable? member, CancellationToken stop)
    {
        var at = time.GetUtcNow();
        if (ProbeTls.Of(server.Domain, server.Probe.Trust, out var problem) is not { } tls) return NotAsked(server, at, problem!);
        using var client = new BoshClient(server.Domain, server.Probe, tls);
        using var deadline = new ProbeDeadline(options.Timeout, time, stop);
        var host = await client.RunAsync(AnonymousProbe.Start(server.Domain, RequestId()), deadline);
        var guest = await client.RunAsync(AnonymousProbe.Start(GuestHosts.Of(server.Domain), RequestId()), deadline);
        var login = Credentials(member) is { } credentials ? await client.RunAsync(MemberProbe.Start(server.Domain, RequestId(), credentials), deadline) : null;
        return OutsideView.Of(at, Address(server), tls.Certificate, host, guest, login);
    }

    // Whoever would answer could not be told from anybody else, so nobody is asked.
    private static ProbeResult NotAsked(DesiredServer server, DateTimeOffset at, string problem)
    {
        var unknown = new AnonymousAttempt(AnonymousLogin.Unknown, $"not asked: {problem}");
        return OutsideView.Of(at, Address(server), certificate: null, unknown, unknown, member: null);
    }

    private static string Address(DesiredServer server) => $"{server.Probe.Address ?? server.Domain}:{server.Probe.Port}";

    private static ProbeMember? Credentials(Opened.Usable? member) =>
        member?.Password is { } password && SaslPrep.Prepare(password).TryGet(out var prepared, out _)
            ? new ProbeMember(UserName.ProbeAccount, prepared, member.Verifier.Hash, RandomNumberGenerator.GetHexString(32))
            : null;

    private static long RequestId() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & ((1L << 51) - 1);
}
