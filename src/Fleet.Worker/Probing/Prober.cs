using System.Security.Cryptography;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;
using Fleet.Jitsi.Probing;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Credentials;

namespace Fleet.Worker.Probing;

/// <summary>Looks at a server as a client without credentials does, and proves that a member can log in. It joins no room.</summary>
internal sealed class Prober(TimeProvider time)
{
    /// <param name="member">null when there is no probe account on this server.</param>
    public async Task<ProbeResult> ProbeAsync(DesiredServer server, Opened.Usable? member, CancellationToken stop)
    {
        var tls = new ProbeTls(server.Domain, server.Probe.Trust);
        using var client = new BoshClient(server.Domain, server.Probe, tls);
        var at = time.GetUtcNow();
        var host = await client.RunAsync(AnonymousProbe.Start(server.Domain, RequestId()), stop);
        var guest = await client.RunAsync(AnonymousProbe.Start(GuestHosts.Of(server.Domain), RequestId()), stop);
        var login = Credentials(member) is { } credentials ? await client.RunAsync(MemberProbe.Start(server.Domain, RequestId(), credentials), stop) : null;
        return OutsideView.Of(at, $"{server.Probe.Address ?? server.Domain}:{server.Probe.Port}", tls.Certificate, host, guest, login);
    }

    private static ProbeMember? Credentials(Opened.Usable? member) =>
        member?.Password is { } password && SaslPrep.Prepare(password).TryGet(out var prepared, out _)
            ? new ProbeMember(UserName.ProbeAccount, prepared, member.Verifier.Hash, RandomNumberGenerator.GetHexString(32))
            : null;

    private static long RequestId() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & ((1L << 51) - 1);
}
