using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Peers;
using Fleet.Benchmarks.Results;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Credentials;
using Fleet.Worker.Keys;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;
using Renci.SshNet;

namespace Fleet.Benchmarks.Checks;

/// <summary>
/// A server with 5,000 granted accounts: a check that finds nothing to do, from the request to the judged difference, without the outside
/// probe; and a new password of one user, which must leave the files of the others alone.
/// </summary>
internal static class ManyAccounts
{
    private const int Users = 5000;
    private const int Rounds = 21;

    // a salt for each would take the benchmark half a minute of deriving, and the host knows no difference
    private static readonly ScramVerifier Verifier = new(
        ScramHash.Sha1, "0123456789abcdef-handmade", 10000, "b28c63994fbdc49843dcf60bcff11c1a19e4419b", "a2c8f4d6d5b681322d82d44b81da595a4c863c54");

    private static readonly string[] Names = [.. Enumerable.Range(1, Users).Select(i => $"user{i:D4}")];

    public static async Task<IReadOnlyList<Measurement>> Run(BenchBed bed)
    {
        var host = bed.Hosts[0];
        var options = new SshOptions();
        using var key = new PrivateKeyFile(bed.SshKey);
        using var gate = new KeyExchangeGate(options);
        using var pool = new SshPool(new SshConnector(key, gate, options, TimeProvider.System), options, TimeProvider.System);
        var keys = ((KeysRead.Loaded)KeysReader.Read(new KeyDirectory(bed.In("keys")))).Keys;
        var look = new Look(
            new HostContact(pool, new ReconcilingOptions()), new ObservationReader(keys, TimeProvider.System),
            new SshTarget(host.Address, 22, "fleet", new HostKeyPolicy([new HostKey("ssh-ed25519", host.Fingerprint)])));
        await using var admin = await KeptSsh.Connect("admin", bed.In("admin.key"), bed.KnownHosts, bed.Hosts);
        await Sudo(admin, bed, host, MakeAccounts(host));

        var memory = Memory(host);
        (memory, _) = await look.At(memory);
        var checks = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var from = Stopwatch.GetTimestamp();
            (memory, var drift) = await look.At(memory);
            checks.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            if (drift.FirstOrDefault(d => d.Kind is DriftKind.UserMissing or DriftKind.UserUnknown or DriftKind.UserCredential or DriftKind.Undetermined) is { } bad)
                throw new InvalidOperationException($"the accounts are not as they should be: {bad}");
        }

        var changes = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await Sudo(admin, bed, host, "touch /run/before");
            var from = Stopwatch.GetTimestamp();
            await look.Change(memory, keys.Fleet, round + 1, new HostChange.PutAccount(Names[round], Verifier with { Salt = $"new-{round}" }));
            changes.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            var changed = await Sudo(admin, bed, host, "find /var/lib/prosody -path '*/accounts/*' -cnewer /run/before | wc -l");
            if (changed != "1") throw new InvalidOperationException($"a change of one user touched {changed} account files");
        }

        return [Measurement.Alone("accounts-5000-check", "ms", checks), Measurement.Alone("accounts-5000-change-one", "ms", changes)];
    }

    private static string MakeAccounts(BenchHost host) => $$"""
        d=/var/lib/prosody/$(echo {{host.Domain}} | sed 's/\./%2e/g; s/-/%2d/g')/accounts
        install -d -m 750 -o prosody -g prosody "${d%/*}" "$d"
        awk -v d="$d" 'BEGIN { for (i = 1; i <= {{Users}}; i++) { f = sprintf("%s/user%04d.dat", d, i)
          printf "return {\n\t[\"salt\"] = \"{{Verifier.Salt}}\";\n\t[\"iteration_count\"] = {{Verifier.Iterations}};\n\t[\"stored_key\"] = \"{{Verifier.StoredKey}}\";\n\t[\"server_key\"] = \"{{Verifier.ServerKey}}\";\n};\n" >f; close(f) } }'
        chown prosody:prosody "$d"/*.dat; chmod 640 "$d"/*.dat
        """;

    private static ServerMemory Memory(BenchHost host)
    {
        var credentials = Names.ToImmutableDictionary(n => n, _ => new AccountCredential(Guid.CreateVersion7(), Verifier));
        IServerEvent[] commands =
        [
            new ServerEnrolled(Guid.CreateVersion7(), host.Name, host.Domain, new SshEndpoint(host.Address, 22, "fleet"), ProbeTarget.Default, ImmutableSortedDictionary<string, string>.Empty),
            .. Names.Select(n => new AccountGranted(Guid.CreateVersion7(), n, credentials[n].Id)),
        ];
        var desired = commands.Aggregate((DesiredServer?)null, (server, command) => DesiredServer.Evolve(server, command, (server?.Generation ?? 0) + 1))!;
        return ServerMemory.Empty with
        {
            Handover = new Handover(desired.Generation, 0, desired, Restraints.None, [], null),
            Credentials = new HeldCredentials(credentials, null, ImmutableSortedDictionary<string, string>.Empty),
        };
    }

    private static async Task<string> Sudo(KeptSsh admin, BenchBed bed, BenchHost host, string script) => Encoding.ASCII.GetString(
        await admin.Run(host, Encoding.UTF8.GetBytes($"{bed.Read("admin.password")}\n{script}\n"), "sudo", "-S", "-p", "''", "sh")).Trim();

    private static readonly Lifetime Database = new(Guid.NewGuid(), 1);

    private sealed record Look(HostContact Contact, ObservationReader Reader, SshTarget Target)
    {
        public async Task<(ServerMemory After, ImmutableArray<DriftItem> Drift)> At(ServerMemory memory)
        {
            var answer = await Contact.ObserveAsync(memory.Handover!.Desired.Id, Target, ObservationReader.Request(memory), CancellationToken.None);
            if (answer is not HostAnswer<ObserveReply>.Answered { Reply: var reply }) throw new InvalidOperationException($"the host gave no observation: {answer}");
            var claim = new Claim(memory.Handover!.Desired.Id, 1, 0, 1, 0, 0, [], null, new(Database.Epoch, 0), Database.Incarnation);
            var sight = Reader.Read(reply, memory, claim, TimeProvider.System.GetTimestamp());
            return (memory.With(sight.View.Reply), Diff.Between(memory.Handover.Desired, sight.Observation, probe: null, DateTimeOffset.UtcNow));
        }

        public async Task Change(ServerMemory memory, Guid fleet, long fence, HostChange change)
        {
            var desired = memory.Handover!.Desired;
            var request = new ApplyRequest(HostContact.NewNonce(), desired.Domain, $"{fleet}", Database, fence, desired.Generation, "none", new HostActivation.None(), [change]);
            var answer = await Contact.ApplyAsync(desired.Id, Target, request, CancellationToken.None);
            if (answer is not HostAnswer<ApplyReply>.Answered { Reply.Outcome: ApplyOutcome.Done }) throw new InvalidOperationException($"the host did not change the account: {answer}");
        }
    }
}
