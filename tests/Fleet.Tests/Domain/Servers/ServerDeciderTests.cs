using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Servers;

public sealed class ServerDeciderTests
{
    private static readonly EnrollServer Enroll = new(
        Some.Id(7), "meet-07", "Meet.Example.com", Some.Endpoint, Some.Key(), ProbeTarget.Default,
        new Dictionary<string, string> { ["env"] = "prod" });

    [Fact]
    public void Enrolling_pins_the_key_that_was_given()
    {
        var events = Accepted(ServerDecider.Enroll(Enroll, Occupied.Nothing));
        events[0].ShouldBeOfType<ServerEnrolled>().Domain.ShouldBe("meet.example.com");
        events[1].ShouldBe(new HostKeyPinned(Some.Key()));
        Accepted(ServerDecider.Enroll(Enroll with { Key = null }, Occupied.Nothing)).Length.ShouldBe(1);
    }

    [Fact]
    public void Enrolling_refuses_what_is_invalid()
    {
        Refused<ServerNameInvalid>(ServerDecider.Enroll(Enroll with { Name = "A" }, Occupied.Nothing));
        Refused<JitsiDomainInvalid>(ServerDecider.Enroll(Enroll with { Domain = "" }, Occupied.Nothing));
        Refused<PortInvalid>(ServerDecider.Enroll(Enroll with { Endpoint = Some.Endpoint with { Port = 0 } }, Occupied.Nothing));
        Refused<PortInvalid>(ServerDecider.Enroll(Enroll with { Probe = ProbeTarget.Default with { Port = 0 } }, Occupied.Nothing));
        Refused<LabelReserved>(
            ServerDecider.Enroll(Enroll with { Labels = new Dictionary<string, string> { ["name"] = "x" } }, Occupied.Nothing));
        Refused<HostKeyAlgorithmUnknown>(ServerDecider.Enroll(Enroll with { Key = new("x", "y") }, Occupied.Nothing));
    }

    [Fact]
    public void Enrolling_refuses_what_another_server_has()
    {
        Refused<ServerNameTaken>(ServerDecider.Enroll(Enroll, new Occupied(Name: "meet-07")));
        Refused<DomainTaken>(ServerDecider.Enroll(Enroll, new Occupied(Domain: "meet-01"))).By.ShouldBe("meet-01");
        Refused<EndpointTaken>(ServerDecider.Enroll(Enroll, new Occupied(Endpoint: "meet-01")));
        Refused<HostKeyTaken>(ServerDecider.Enroll(Enroll, new Occupied(HostKey: "meet-01")));
    }

    [Fact]
    public void Pinning_adds_a_key_and_never_exchanges_one()
    {
        var pinned = Some.Server(new HostKeyPinned(Some.Key()));
        var other = new HostKey("ecdsa-sha2-nistp256", Some.Key().Fingerprint);
        Accepted(ServerDecider.Pin(Some.Server(), new(Some.Key()), Occupied.Nothing)).ShouldBe([new HostKeyPinned(Some.Key())]);
        Accepted(ServerDecider.Pin(pinned, new(Some.Key()), new Occupied(HostKey: pinned.Name))).ShouldBeEmpty();
        Accepted(ServerDecider.Pin(pinned, new(other), Occupied.Nothing)).ShouldBe([new HostKeyPinned(other)]);
        Refused<HostKeyPinnedAlready>(ServerDecider.Pin(pinned, new(Some.Key('B')), Occupied.Nothing))
            .Text.ShouldContain("fleet servers replace meet-07");
        Refused<HostKeyTaken>(ServerDecider.Pin(Some.Server(), new(Some.Key()), new Occupied(HostKey: "meet-01")));
        Refused<HostKeyFingerprintInvalid>(ServerDecider.Pin(Some.Server(), new(new("ssh-rsa", "x")), Occupied.Nothing));
    }

    [Fact]
    public void Relabelling_sets_and_removes()
    {
        var server = Some.Fold(Some.Enrolled(7, ("env", "prod"), ("canary", "yes")));
        var events = Accepted(ServerDecider.Relabel(server, new(new Dictionary<string, string> { ["env"] = "test" }, ["canary"])));
        events.ShouldHaveSingleItem().ShouldBeOfType<ServerRelabeled>().Labels.ShouldBe([KeyValuePair.Create("env", "test")]);
        Accepted(ServerDecider.Relabel(server, new(new Dictionary<string, string> { ["env"] = "prod" }, ["none"]))).ShouldBeEmpty();
        Refused<LabelKeyInvalid>(ServerDecider.Relabel(server, new(new Dictionary<string, string> { ["e nv"] = "x" }, [])));
    }

    [Fact]
    public void Moving_changes_what_is_named_and_keeps_the_rest()
    {
        var server = Some.Server();
        var probe = ProbeTarget.Default with { Port = 8443 };
        var moved = Accepted(ServerDecider.Move(server, new(null, probe), Occupied.Nothing))
            .ShouldHaveSingleItem().ShouldBeOfType<EndpointMoved>();
        moved.ShouldBe(new EndpointMoved(server.Endpoint, probe));
        Accepted(ServerDecider.Move(server, new(server.Endpoint, server.Probe), new Occupied(Endpoint: server.Name))).ShouldBeEmpty();
        Refused<EndpointTaken>(
            ServerDecider.Move(server, new(Some.Endpoint with { Address = "10.0.0.9" }, null), new Occupied(Endpoint: "meet-09")));
        Refused<AddressInvalid>(ServerDecider.Move(server, new(Some.Endpoint with { Address = "" }, null), Occupied.Nothing));
    }

    [Fact]
    public void An_access_mode_that_is_there_already_is_no_event()
    {
        var command = new SetAccessMode(AccessMode.Members, Activation.InPlace, EvictSessions: false);
        Accepted(ServerDecider.SetAccess(Some.Server(), command, Some.Now)).ShouldBe([Some.Lockdown]);
        Accepted(ServerDecider.SetAccess(Some.Server(Some.Lockdown), command, Some.Now)).ShouldBeEmpty();
        Accepted(ServerDecider.SetAccess(Some.Server(Some.Lockdown), command with { EvictSessions = true }, Some.Now))
            .ShouldHaveSingleItem();
    }

    [Fact]
    public void An_access_mode_that_makes_no_sense_is_refused()
    {
        var drain = new SetAccessMode(AccessMode.Members, Activation.Drain, EvictSessions: false, Some.Now.AddHours(1));
        Accepted(ServerDecider.SetAccess(Some.Server(), drain, Some.Now)).ShouldHaveSingleItem();
        Refused<DrainDeadlinePassed>(ServerDecider.SetAccess(Some.Server(), drain, Some.Now.AddHours(1)));
        Refused<DrainWithoutDeadline>(ServerDecider.SetAccess(Some.Server(), drain with { DrainUntil = null }, Some.Now));
        Refused<DeadlineWithoutDrain>(ServerDecider.SetAccess(Some.Server(), drain with { Activation = Activation.InPlace }, Some.Now));
        Refused<EvictionOfOpenServer>(
            ServerDecider.SetAccess(Some.Server(), new(AccessMode.Open, Activation.InPlace, EvictSessions: true), Some.Now));
    }

    [Fact]
    public void An_emergency_is_a_lockdown_in_place_that_evicts_where_Fleet_may_change_the_server()
    {
        var emergency = new SetAccessMode(AccessMode.Members, Activation.InPlace, EvictSessions: true, Emergency: true);
        var enforced = Some.Server(Some.Enforced);
        Accepted(ServerDecider.SetAccess(enforced, emergency, Some.Now)).ShouldBe([new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: true, Emergency: true)]);
        Refused<EmergencyOfSomethingElse>(ServerDecider.SetAccess(enforced, emergency with { Mode = AccessMode.Open }, Some.Now));
        Refused<EmergencyOfSomethingElse>(ServerDecider.SetAccess(enforced, emergency with { Activation = Activation.Restart }, Some.Now));
        Refused<EmergencyNotEnforced>(ServerDecider.SetAccess(Some.Server(), emergency, Some.Now)).Text.ShouldContain("enforcement name=meet-07 enforce");
        // said again as an ordinary command it is over
        Accepted(ServerDecider.SetAccess(Some.Server(Some.Enforced, Some.Lockdown with { EvictSessions = true, Emergency = true }), emergency with { Emergency = false }, Some.Now))
            .ShouldHaveSingleItem();
    }

    [Fact]
    public void An_emergency_that_is_said_again_forces_anew_what_was_given_up()
    {
        var emergency = new SetAccessMode(AccessMode.Members, Activation.InPlace, EvictSessions: true, Emergency: true);
        var server = Some.After(Some.Server(Some.Enforced), Accepted(ServerDecider.SetAccess(Some.Server(Some.Enforced), emergency, Some.Now)));
        var givenUp = Restraints.None with
        {
            AppliedGeneration = server.Generation,
            HeldRepairs = [new(DriftKind.AccessMode, "provider", server.Generation)],
        };
        var again = Some.After(server, Accepted(ServerDecider.SetAccess(server, emergency, Some.Now)));
        (server.IsUrgent(givenUp), again.IsUrgent(givenUp)).ShouldBe((false, true));
        Planner.Plan(server, Some.Observation("jitsi-anonymous"), givenUp).Changes.OfType<Change.SetProvider>().ShouldBeEmpty();
        Planner.Plan(again, Some.Observation("jitsi-anonymous"), givenUp).Changes.OfType<Change.SetProvider>().ShouldNotBeEmpty();
    }

    [Fact]
    public void A_suspension_needs_a_reason_and_an_end_in_the_future()
    {
        var suspend = new SetEnforcement(EnforcementMode.Suspended, Some.Now.AddHours(2), "racks move");
        Accepted(ServerDecider.SetEnforcement(Some.Server(), suspend, Some.Now))
            .ShouldBe([new EnforcementSet(EnforcementMode.Suspended, suspend.Until)]);
        Refused<SuspensionWithoutEnd>(ServerDecider.SetEnforcement(Some.Server(), suspend with { Until = null }, Some.Now));
        Refused<SuspensionWithoutReason>(ServerDecider.SetEnforcement(Some.Server(), suspend with { Reason = " " }, Some.Now));
        Refused<SuspensionEndPassed>(ServerDecider.SetEnforcement(Some.Server(), suspend with { Until = Some.Now }, Some.Now));
        Refused<EndWithoutSuspension>(
            ServerDecider.SetEnforcement(Some.Server(), suspend with { Mode = EnforcementMode.Enforce }, Some.Now));
    }

    [Fact]
    public void Enforcing_twice_is_one_event()
    {
        var enforce = new SetEnforcement(EnforcementMode.Enforce, null, null);
        Accepted(ServerDecider.SetEnforcement(Some.Server(), enforce, Some.Now)).ShouldBe([Some.Enforced]);
        Accepted(ServerDecider.SetEnforcement(Some.Server(Some.Enforced), enforce, Some.Now)).ShouldBeEmpty();
    }

    [Fact]
    public void A_replacement_is_a_new_incarnation_back_at_observe()
    {
        var server = Some.Server(new HostKeyPinned(Some.Key()), Some.Enforced);
        var replaced = Some.After(server, Accepted(ServerDecider.Replace(server, new(Some.Key('B'), 1), Occupied.Nothing)));
        (replaced.Incarnation, replaced.Enforcement).ShouldBe((2, EnforcementMode.Observe));
        replaced.HostKeys.ShouldBe([Some.Key('B')]);
        Refused<ServerReplacedAlready>(ServerDecider.Replace(replaced, new(Some.Key('B'), 1), Occupied.Nothing));
        Refused<HostKeyTaken>(ServerDecider.Replace(server, new(Some.Key('B'), 1), new Occupied(HostKey: "meet-01")));
        Refused<HostKeyFingerprintInvalid>(ServerDecider.Replace(server, new(new("ssh-rsa", "x"), 1), Occupied.Nothing));
        Accepted(ServerDecider.Replace(server, new(null, 1), Occupied.Nothing)).ShouldBe([new ServerReplaced(null, 2)]);
    }

    [Fact]
    public void A_retired_server_is_left_alone()
    {
        var retired = Some.After(Some.Server(), Accepted(ServerDecider.Retire(Some.Server())));
        Accepted(ServerDecider.Retire(retired)).ShouldBeEmpty();
        Decision<IServerEvent>[] decisions =
        [
            ServerDecider.Pin(retired, new(Some.Key()), Occupied.Nothing),
            ServerDecider.Relabel(retired, new(new Dictionary<string, string>(), [])),
            ServerDecider.Move(retired, new(null, null), Occupied.Nothing),
            ServerDecider.SetAccess(retired, new(AccessMode.Open, Activation.InPlace, EvictSessions: false), Some.Now),
            ServerDecider.SetEnforcement(retired, new(EnforcementMode.Enforce, null, null), Some.Now),
            ServerDecider.Replace(retired, new(null, 1), Occupied.Nothing),
            ServerDecider.Adopt(retired, new(AccessMode.Open, [], new Dictionary<string, Guid>())),
        ];
        decisions.ShouldAllBe(d => Refused<ServerIsRetired>(d).Name == "meet-07");
    }

    [Fact]
    public void Adopting_takes_mode_and_accounts_of_known_people()
    {
        var server = Some.Server(new AccountGranted(Some.Id(1), "granted", null), new AccountRevoked(Some.Id(2), "revoked"));
        ImmutableArray<AdoptedAccount> found = [.. new[] { "alice", "granted", "revoked", "jigasi", "Upper", "stranger" }
            .Select((n, i) => new AdoptedAccount(n, Some.Id(50 + i), "SHA-1", "jwe"))];
        var users = new Dictionary<string, Guid> { ["alice"] = Some.Id(3), ["granted"] = Some.Id(1), ["revoked"] = Some.Id(2),
            ["jigasi"] = Some.Id(4), ["Upper"] = Some.Id(5) };
        var adopt = new AdoptServer(AccessMode.Open, found, users);

        var events = Accepted(ServerDecider.Adopt(server, adopt));
        events.ShouldBe([new ServerAdopted(AccessMode.Open), new AccountAdopted(Some.Id(3), "alice", Some.Id(50))]);

        var adopted = Some.After(server, events);
        Accepted(ServerDecider.Adopt(adopted, adopt)).ShouldBeEmpty();
        Refused<AccessModeCommandedAlready>(ServerDecider.Adopt(adopted, adopt with { Mode = AccessMode.Members }));
    }
}
