using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Scram;

namespace Fleet.IntegrationTests.Jitsi;

/// <summary>What the planner orders, said in the host's words, done by the host, and seen to be done.</summary>
public sealed class RepairingTests(TestHosts hosts)
{
    private static readonly AccountCredential Alice = new(Guid.NewGuid(), Verifier("s3cret", "salt-of-alice"));

    [Fact]
    public async Task Locks_a_host_down_in_place_with_its_accounts()
    {
        await using var host = await hosts.Lease();
        var managed = await Managed(host);
        var before = (await managed.Observe()).Observation;
        var (orders, reply) = await managed.Repair(Desired(host));
        orders.Activation.ShouldBe(new HostActivation.InPlace(SwitchableProvider.InternalHashed));
        reply.Outcome.ShouldBe(ApplyOutcome.Done);

        var (after, _) = await managed.Observe();
        Left(Desired(host), after).ShouldBeEmpty();
        after.InForce.Provider.ShouldBe("internal_hashed");
        after.InForce.StartedAt.ShouldBe(before.InForce.StartedAt);
        after.Accounts.Items!.Value.ShouldBe([new("alice", Alice.Id, false, null)]);
        (await host.Look($"grep -c 'authentication = \"internal_hashed\" -- do not delete me' /etc/prosody/conf.avail/{host.Name}.cfg.lua")).Trim().ShouldBe("1");
    }

    [Theory]
    [InlineData("auth")]
    [InlineData("auth-in-force")]
    [InlineData("account-gone")]
    [InlineData("config")]
    [InlineData("unlink")]
    [InlineData("copy")]
    [InlineData("permissions")]
    [InlineData("service")]
    [InlineData("jicofo-service")]
    public async Task Repairs_what_was_changed_by_hand(string drift)
    {
        await using var host = await hosts.Lease();
        var managed = await Managed(host);
        (await managed.Repair(Desired(host))).Reply.Outcome.ShouldBe(ApplyOutcome.Done);
        await host.Drift(drift);
        if (drift != "config") Left(Desired(host), (await managed.Observe()).Observation).ShouldNotBeEmpty();

        var (orders, reply) = await managed.Repair(Desired(host));
        orders.Steps.ShouldAllBe(s => s.Gap == null);
        reply.Outcome.ShouldBe(drift == "config" ? ApplyOutcome.Unchanged : ApplyOutcome.Done);
        Left(Desired(host), (await managed.Observe()).Observation).ShouldBeEmpty();
    }

    [Fact]
    public async Task Removes_who_is_revoked_and_opens_again_as_it_was()
    {
        await using var host = await hosts.Lease();
        var managed = await Managed(host);
        await managed.Repair(Desired(host));
        var open = Desired(host, new AccountRevoked(Guid.Empty, "alice"), new AccessModeSet(AccessMode.Open, Activation.InPlace, EvictSessions: false));
        (await managed.Repair(open)).Reply.Outcome.ShouldBe(ApplyOutcome.Done);

        var (after, _) = await managed.Observe();
        Left(open, after).ShouldBeEmpty();
        after.Accounts.Items!.Value.ShouldBeEmpty();
        (after.OnDisk.Provider.Value, after.InForce.Provider).ShouldBe(("jitsi-anonymous", "jitsi-anonymous"));
    }

    [Fact]
    public async Task Lets_guests_in_behind_Jicofo_and_goes_back_to_the_byte()
    {
        await using var host = await hosts.Lease();
        var managed = await Managed(host);
        var open = Desired(host, Access(AccessMode.Open));
        await managed.Repair(open);
        var before = await Files(host);

        var guests = Desired(host, Access(AccessMode.Guests));
        var (orders, reply) = await managed.Repair(guests);
        orders.Steps.ShouldAllBe(s => s.Gap == null);
        reply.Outcome.ShouldBe(ApplyOutcome.Done, string.Join(", ", reply.Steps));
        reply.Guest.ShouldBe(new ActivationStep(StepState.Done, null));
        var (after, view) = await managed.Observe();
        Left(guests, after).ShouldBeEmpty();
        (after.InForce.Provider, after.InForce.GuestHostProvider).ShouldBe(("internal_hashed", "jitsi-anonymous"));
        after.InForce.Jicofo!.Authentication.ShouldBe(JicofoAuthentication.On);
        after.OnDisk.AnonymousDomain.ShouldBe($"guest.{host.Name}");
        Planner.Plan(guests, after).Changes.ShouldBeEmpty();

        await managed.Repair(Desired(host, Access(AccessMode.Members)));
        var members = (await managed.Observe()).Observation;
        (members.InForce.Provider, members.InForce.GuestHostActive, members.OnDisk.GuestHost).ShouldBe(("internal_hashed", false, GuestHost.Absent));
        await managed.Repair(open);
        Left(open, (await managed.Observe()).Observation).ShouldBeEmpty();
        (await Files(host)).ShouldBe(before);
    }

    private static AccessModeSet Access(AccessMode mode) => new(mode, Activation.InPlace, EvictSessions: false);

    private static Task<string> Files(TestHost host) =>
        host.Look("cd /etc && find prosody jitsi -type l -printf '%p %l\\n' -o -type f -printf '%p %m %u:%g ' -exec sha256sum {} + | sort");

    private static async Task<ManagedHost> Managed(TestHost host)
    {
        var managed = await ManagedHost.Prepare(host);
        managed.Credentials["alice"] = Alice;
        return managed;
    }

    private static DesiredServer Desired(TestHost host, params IServerEvent[] later)
    {
        IServerEvent[] events =
        [
            new ServerEnrolled(Guid.Empty, "meet-01", host.Name, new SshEndpoint(host.Address, 22, "fleet"), ProbeTarget.Default, ImmutableSortedDictionary<string, string>.Empty),
            new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false),
            new EnforcementSet(EnforcementMode.Enforce, null),
            new AccountGranted(Guid.Empty, "alice", Alice.Id),
            .. later,
        ];
        return events.Select((e, i) => (e, i)).Aggregate((DesiredServer?)null, (server, next) => DesiredServer.Evolve(server, next.e, next.i + 1))!;
    }

    // what is seen from outside is the probe's matter
    private static IEnumerable<DriftItem> Left(DesiredServer desired, Observation observation) =>
        Diff.Between(desired, observation, null, DateTimeOffset.UtcNow).Where(d => d.Layer != DriftLayer.Outside && d.Severity != DriftSeverity.Info && !d.IsNotice);

    private static ScramVerifier Verifier(string password, string salt) =>
        SaslPrep.Prepare(password).TryGet(out var prepared, out var refusal) ? ScramVerifier.Derive(prepared, ScramHash.Sha1, salt) : throw new InvalidOperationException(refusal.Text);
}
