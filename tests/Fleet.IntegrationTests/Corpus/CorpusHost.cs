using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Credentials;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Work;

namespace Fleet.IntegrationTests.Corpus;

/// <summary>A real host under a worker's hand: some may log in (alice and bob, if nobody is named), mallory was revoked.</summary>
internal sealed class CorpusHost(TestHost host, CorpusFleet fleet, string authority, params string[] users)
{
    private readonly HeldCredentials _credentials = CorpusFleet.Credentials(ScramHash.Sha1, users is [] ? ["alice", "bob"] : users);
    private ServerMemory _memory = ServerMemory.Empty;
    private DesiredServer? _desired;
    private (Release Release, AccessMode Mode)? _is;

    /// <summary>Somebody broke off: the next trial begins with a new host.</summary>
    public void Distrust() => _is = null;

    public async Task<Trial> Try(Mutation mutation, Release release)
    {
        if (_is != (release, mutation.Mode)) await Become(release, mutation.Mode);
        var before = await HostFiles.Of(host, mutation.Shows);
        await Run(mutation.Script);
        var found = await Check(EnforcementMode.Observe);
        var mutated = await HostFiles.Of(host, mutation.Shows);
        var enforced = await Check(EnforcementMode.Enforce);
        var repaired = await HostFiles.Of(host, mutation.Shows);
        var restarted = mutation.Restarts ? await Restarted() : null;
        if (mutation.Undo.Length > 0 || restarted is null || before.Differences(repaired).Any() || !Clean(restarted))
            await PutBack(mutation.Undo);
        return new(found, enforced, restarted, before, mutated, repaired);
    }

    private async Task<ReconcileReport> Restarted()
    {
        await Run("restart prosody");
        return await Check(EnforcementMode.Observe);
    }

    public async Task Become(Release release, AccessMode mode)
    {
        await host.Reset(release: release);
        await host.Prepare(fleet.Bundle);
        (_memory, _desired, _is) = (ServerMemory.Empty, Desired(release, mode), (release, mode));
        var enforced = await Check(EnforcementMode.Enforce);
        // what Jicofo has on disk comes in force with its next start
        await Run("restart jicofo");
        var seen = await Check(EnforcementMode.Observe);
        Clean(seen).ShouldBeTrue(
            $"{release} {mode}: {Expectation.Of(seen)}\n{seen.VerdictEvidence}\n{enforced.Failure}\n{string.Join('\n', enforced.Applied)}");
        await Run("keep");
    }

    private async Task PutBack(string undo)
    {
        await Run($"put_back\n{undo}");
        if (!Clean(await Check(EnforcementMode.Observe))) Distrust();
    }

    private bool Clean(ReconcileReport report) =>
        report.Failure is null && Expectation.Of(report).Same(Expectation.Clean(_is!.Value.Release, _is.Value.Mode));

    /// <summary>A run as when an operator asks for it: everything is looked at, also from outside.</summary>
    public async Task<ReconcileReport> Check(EnforcementMode enforcement)
    {
        // one generation throughout, that was carried out: what differs is drift
        var desired = _desired! with { Enforcement = enforcement };
        var handover = new Handover(desired.Generation, 0, desired, new Restraints(null, 1, [], desired.Generation), [], null);
        var (report, after) = await fleet.Run(_memory with { Handover = handover, Credentials = _credentials });
        _memory = after;
        return report;
    }

    private Task<string> Run(string script) => host.Exec(Mutation.OnHost(host.Name, script));

    // Prosody 0.11 can't be switched in place.
    private DesiredServer Desired(Release release, AccessMode mode)
    {
        var activation = release == Release.Bullseye ? Activation.Restart : Activation.InPlace;
        IServerEvent[] commands =
        [
            new ServerEnrolled(
                Guid.CreateVersion7(), $"meet-{host.Number}", host.Name, new SshEndpoint(host.Address, 22, "fleet"),
                new ProbeTarget(host.Address, 443, new ProbeTrust.Authority(File.ReadAllText(authority))),
                ImmutableSortedDictionary<string, string>.Empty),
            new HostKeyPinned(new HostKey("ssh-ed25519", host.HostKeyFingerprint)),
            new AccessModeSet(mode, activation, EvictSessions: false),
            .. _credentials.Accounts.Where(a => a.Key != UserName.ProbeAccount)
                .Select(a => new AccountGranted(Guid.CreateVersion7(), a.Key, a.Value.Id)),
            new AccountGranted(Guid.CreateVersion7(), "mallory", null),
            new AccountRevoked(Guid.CreateVersion7(), "mallory"),
        ];
        return commands.Aggregate(
            (DesiredServer?)null, (server, command) => DesiredServer.Evolve(server, command, (server?.Generation ?? 0) + 1))!;
    }
}
