using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Tests.Worker;

internal static class TestServer
{
    public static readonly HostKey Key = new("ssh-ed25519", "SHA256:" + new string('A', 43));

    public static DesiredServer Enrolled(string domain = "meet.example.test", params IServerEvent[] later)
    {
        var enrolled = new ServerEnrolled(
            Guid.CreateVersion7(), "meet-01", domain, new SshEndpoint("192.0.2.1", 22, "fleet"),
            new ProbeTarget(null, 443, new ProbeTrust.SystemRoots()), ImmutableSortedDictionary<string, string>.Empty);
        return After(null, [enrolled, .. later])!;
    }

    public static DesiredServer After(DesiredServer? server, params IServerEvent[] later) =>
        later.Aggregate(server, (state, e) => DesiredServer.Evolve(state, e, (state?.Generation ?? 0) + 1))!;
}
