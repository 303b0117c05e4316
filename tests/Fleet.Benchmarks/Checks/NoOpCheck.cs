using System.Diagnostics;
using System.Text;
using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Peers;
using Fleet.Benchmarks.Results;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Host;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Ssh;
using Renci.SshNet;

namespace Fleet.Benchmarks.Checks;

/// <summary>
/// One look at a server whose state is known and unchanged: the worker's own contact over a kept connection, one round trip, without the
/// outside probe; against OpenSSH over a kept connection sending the same request. And how much of it is Prosody's shell.
/// </summary>
internal static class NoOpCheck
{
    private const int Rounds = 31;

    public static async Task<IReadOnlyList<Measurement>> Run(BenchBed bed)
    {
        var host = bed.Hosts[0];
        var options = new SshOptions();
        using var key = new PrivateKeyFile(bed.SshKey);
        using var gate = new KeyExchangeGate(options);
        using var pool = new SshPool(new SshConnector(key, gate, options, TimeProvider.System), options, TimeProvider.System);
        var contact = new HostContact(pool, new ReconcilingOptions());
        var target = new SshTarget(host.Address, 22, "fleet", new HostKeyPolicy([new HostKey("ssh-ed25519", host.Fingerprint)]));
        var known = await Look(contact, target, new(HostContact.NewNonce(), host.Domain));

        await using var peer = await KeptSsh.Connect("fleet", bed.SshKey, bed.KnownHosts, bed.Hosts);
        await using var admin = await KeptSsh.Connect("admin", bed.In("admin.key"), bed.KnownHosts, bed.Hosts);
        var (fleet, ssh, shell) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            fleet.Add(await Milliseconds(() => Look(contact, target, Request(host, known))));
            ssh.Add(await Milliseconds(() => peer.Run(host, Request(host, known).Render(HostProtocol.Newest))));
            shell.Add(await Shell(admin, bed, host));
        }
        return
        [
            Measurement.Beside("check", "ms", fleet, "ssh ControlMaster, the same observe", ssh),
            Measurement.Alone("check-prosodyctl-shell", "ms", shell),
        ];
    }

    private static ObserveRequest Request(BenchHost host, ObserveReply known) =>
        new(HostContact.NewNonce(), host.Domain, known.Config.Digest, known.Accounts.Digest);

    private static async Task<ObserveReply> Look(HostContact contact, SshTarget target, ObserveRequest request) =>
        await contact.ObserveAsync(Guid.Empty, target, request, CancellationToken.None) is HostAnswer<ObserveReply>.Answered { Reply: var reply }
            ? reply
            : throw new InvalidOperationException("the host gave no observation");

    // By the host's own clock, so that the way there is not in it.
    private static async Task<double> Shell(KeptSsh admin, BenchBed bed, BenchHost host)
    {
        const string script = "a=$(date +%s%N); printf 'host:list()\\nbye\\n' | prosodyctl shell >/dev/null; echo $((($(date +%s%N) - a) / 1000))";
        var answer = await admin.Run(host, Encoding.UTF8.GetBytes($"{bed.Read("admin.password")}\n{script}\n"), "sudo", "-S", "-p", "''", "sh");
        return long.Parse(Encoding.ASCII.GetString(answer).Trim()) / 1000.0;
    }

    private static async Task<double> Milliseconds<T>(Func<Task<T>> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }
}
