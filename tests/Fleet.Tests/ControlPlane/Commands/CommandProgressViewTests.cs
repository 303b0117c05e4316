using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Drift;
using Fleet.ControlPlane.Reconciling;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Tests.Domain;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Commands;

public sealed class CommandProgressViewTests
{
    private static readonly DateTimeOffset Reported = new(2030, 1, 31, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_server_that_was_locked_is_proven_only_while_reports_come()
    {
        var server = Some.Server(Some.Lockdown);
        Progress("set-access-mode", server, Reported.AddMinutes(1)).State.ShouldBe(ProgressState.Proven);
        Progress("set-access-mode", server, Reported.AddMinutes(6)).State.ShouldBe(ProgressState.Unknown);
    }

    [Fact]
    public void A_server_that_lets_guests_in_is_proven_when_nobody_opens_a_room_without_login()
    {
        var server = Some.Server(Some.Lockdown with { Mode = AccessMode.Guests });
        Progress("set-access-mode", server, Reported.AddMinutes(1)).State.ShouldBe(ProgressState.Proven);
        Progress("set-access-mode", server, Reported.AddMinutes(1), Verdict.Open).State.ShouldBe(ProgressState.Drift);
        Progress("set-access-mode", server, Reported.AddMinutes(1), Verdict.Unknown).State.ShouldBe(ProgressState.Unknown);
    }

    [Fact]
    public void An_adoption_that_took_nothing_over_has_failed() =>
        Progress("adopt-server", Some.Server(), Reported.AddMinutes(1)).State.ShouldBe(ProgressState.Failed);

    [Fact]
    public void A_revocation_is_proven_by_what_was_seen_for_that_very_command()
    {
        var alice = new Revocation("alice", 2, 0.2, RevokedLogin.Refused, 0.3, "not-authorized");
        var server = Some.Server(Some.Lockdown);
        var proven = Progress("disable-user", server, Reported, revoked: alice);
        (proven.State, proven.Text).ShouldBe((ProgressState.Proven,
            "alice: 2 sessions ended within 0.20 s, a new login was refused after 0.30 s (not-authorized); nobody gets in without login"));
        Progress("disable-user", server, Reported, revoked: alice, ofThis: false).Text.ShouldBe("nobody gets in without login");
        Progress("disable-user", server, Reported, revoked: alice with { Login = RevokedLogin.Begun }).State.ShouldBe(ProgressState.Failed);
    }

    [Fact]
    public void What_waits_for_the_end_of_a_pause_is_pending_and_says_how_to_end_it()
    {
        Hold pause = new(HoldKind.Paused, "debugging", "dana", Reported);
        var server = Some.Server(Some.Lockdown);
        var held = Progress("set-access-mode", server, Reported, Verdict.Open, held: pause);
        (held.State, held.Next).ShouldBe((ProgressState.Pending, "fleet resume name=meet-07"));
        held.Text.ShouldContain("debugging");
        Progress("set-access-mode", server, Reported, held: pause, stopped: false).State.ShouldBe(ProgressState.Proven);
        Progress("check-servers", server, Reported, Verdict.Open, held: pause, asked: 1).State.ShouldNotBe(ProgressState.Pending);
        Progress("pause", server, Reported, Verdict.Open, held: pause).State.ShouldBe(ProgressState.Proven);
    }

    private static CommandProgress Progress(
        string name, DesiredServer server, DateTimeOffset now, Verdict verdict = Verdict.Locked, Revocation? revoked = null, bool ofThis = true,
        Hold? held = null, bool stopped = true, long? asked = null)
    {
        var goal = new CommandGoal(server.Id, server.Name, server.Generation, asked);
        var command = new LoggedCommand(Guid.NewGuid(), name, "ada", Reason: null, Reported, "{}", [goal], []);
        var status = new ServerStatus(
            server.Id, 1, "w1", Reported, server.Generation, asked ?? 0, ReconcileOutcome.Checked, Failure: null, verdict, "nobody gets in without login", Observation: null, Probe: null,
            Revoked: revoked is null ? null : new(ofThis ? command.Id : Guid.NewGuid(), [revoked]),
            Held: held is not null && stopped);
        var picture = new ServerPicture(server, status, ServerCondition.Initial(server.Id)) { Holds = held is null ? [] : [held] };
        return CommandProgressView.Of(command, goal, picture, worker: null, change: null, now);
    }
}
