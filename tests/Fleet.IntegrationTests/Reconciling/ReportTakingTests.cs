using Fleet.Contracts.Api;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Storage;

namespace Fleet.IntegrationTests.Reconciling;

[Collection(ControlPlaneCollection.Name)]
public sealed class ReportTakingTests(RunningControlPlane fleet)
{
    private static readonly DriftItem Open = new(DriftLayer.Outside, DriftKind.OpenFromOutside, DriftSeverity.Critical, "outside", "let in");

    [Fact]
    public async Task A_report_becomes_status_and_condition_once()
    {
        var claimed = await fleet.EnrollAndClaim("taken-01");
        (await fleet.Database.Worker.Done(claimed, claimed.Clean(Verdict.Open).With(Open))).ShouldBeTrue();
        var server = await fleet.Until("taken-01", s => s.Summary.State == "checked");
        server.Summary.Verdict.ShouldBe("open");
        server.Summary.Sessions.ShouldBe(new SessionCounts(7, 0, 2, 5));
        var drift = server.Drift.ShouldHaveSingleItem();
        (drift.Kind, drift.Severity, drift.Layer).ShouldBe(("open-from-outside", "critical", "outside"));
    }

    [Fact]
    public async Task What_happened_on_a_host_is_kept_with_the_drift_that_began_about_then()
    {
        var claimed = await fleet.EnrollAndClaim("taken-02");
        var drift = new DriftItem(DriftLayer.OnDisk, DriftKind.ConfigOverride, DriftSeverity.High, "authentication", "defined twice");
        var vim = new CircumstantialEvidence(EvidenceKind.Sudo, Reports.Noon, "anna", "/usr/bin/vim");
        await fleet.Database.Worker.Done(claimed, claimed.Clean().With(drift, Open) with { Evidence = [vim] });
        var shown = (await fleet.Until("taken-02", s => s.Drift.Count == 2)).Drift;
        shown.Single(d => d.Kind == "config-override").Circumstances.ShouldNotBeNull().ShouldBe([new("sudo", Reports.Noon, "anna", "/usr/bin/vim")]);
        shown.Single(d => d.Kind == "open-from-outside").Circumstances.ShouldBeNull();
    }

    [Fact]
    public async Task A_clean_check_of_a_clean_server_writes_no_event()
    {
        var first = await fleet.EnrollAndClaim("clean-01");
        await fleet.Database.Worker.Done(first, TimeSpan.Zero, report: Json(first.Clean()));
        await fleet.Until("clean-01", s => s.Summary.State == "checked");
        var before = await Events();
        var second = await fleet.ClaimServer(first.Server);
        await fleet.Database.Worker.Done(second, second.Clean() with { Probe = Reports.Probed() with { Detail = "second" } });
        await fleet.Until("clean-01", s => s.LastProbe!.Detail == "second");
        (await Events()).ShouldBe(before);
    }

    [Fact]
    public async Task A_report_that_cannot_be_used_marks_its_server_unknown_and_stops_nobody()
    {
        var broken = await fleet.EnrollAndClaim("poison-01");
        var unwritable = await fleet.EnrollAndClaim("poison-02");
        var good = await fleet.EnrollAndClaim("poison-03");
        await fleet.Database.Worker.Done(broken, report: "{\"server\":");
        await fleet.Database.Worker.Done(unwritable, unwritable.Clean() with { VerdictEvidence = "a zero: \0", Verdict = Verdict.Open });
        await fleet.Database.Worker.Done(good, good.Clean());
        await fleet.Until("poison-03", s => s.Summary.Verdict == "locked");
        foreach (var name in new[] { "poison-01", "poison-02" })
        {
            var unknown = await fleet.Until(name, s => s.Summary.State == "failed");
            (unknown.Summary.Verdict, unknown.Summary.StateText!.Contains("could not be used", StringComparison.Ordinal)).ShouldBe(("unknown", true));
        }
        (await fleet.Database.Owner.Scalar<long>("select count(*) from work.report_rejected where server_id = any($1)", new[] { broken.Server, unwritable.Server })).ShouldBe(2);

        for (var times = 2; times <= 3; times++)
        {
            await fleet.Database.Worker.Done(await Again(broken.Server), report: "{\"server\":");
            var failing = (await fleet.Until("poison-01", s => s.Summary.Failing!.Times == times)).Summary;
            (failing.State, failing.Failing!.Poisoned, failing.Failing.Next).ShouldBe((times < 3 ? "failed" : "poisoned", times >= 3, "fleet check name=poison-01"));
        }
        var well = await Again(broken.Server);
        await fleet.Database.Worker.Done(well, well.Clean());
        (await fleet.Until("poison-01", s => s.Summary.State == "checked")).Summary.Failing.ShouldBeNull();
    }

    private async Task<Claimed> Again(Guid server)
    {
        await fleet.Database.Owner.Execute("update work.server set due_at = clock_timestamp() where server_id = $1", server);
        return await fleet.ClaimServer(server);
    }

    [Fact]
    public async Task Runs_that_end_their_workers_poison_the_server_until_one_reports()
    {
        var claimed = await fleet.EnrollAndClaim("lost-01");
        for (var run = 1; run <= 3; run++)
        {
            await fleet.Database.Owner.Execute(
                "update work.server set lease_until = clock_timestamp() - interval '1 h' where server_id = $1", claimed.Server);
            claimed = await fleet.ClaimServer(claimed.Server);
        }
        var poisoned = await fleet.Until("lost-01", s => s.Summary.State == "poisoned");
        poisoned.Summary.StateText!.ShouldContain("ended without a report, as the 2 before it did");
        poisoned.Summary.ShouldSatisfyAllConditions(
            s => s.Verdict.ShouldBe("unknown"), s => s.Failing.ShouldNotBeNull().ShouldSatisfyAllConditions(f => f.Poisoned.ShouldBeTrue(), f => f.Times.ShouldBe(3)));

        await fleet.Database.Worker.Done(claimed, claimed.Clean());
        (await fleet.Until("lost-01", s => s.Summary.State == "checked")).Summary.Failing.ShouldBeNull();
    }

    [Fact]
    public async Task A_report_of_the_machine_before_a_replacement_is_never_green()
    {
        var claimed = await fleet.EnrollAndClaim("before-01");
        await fleet.Database.Worker.Done(claimed, claimed.Clean() with { Incarnation = 2 });
        var server = await fleet.Until("before-01", s => s.Summary.State == "failed");
        (server.Summary.Verdict, server.Summary.StateText!.Contains("before it was replaced", StringComparison.Ordinal)).ShouldBe(("unknown", true));
    }

    [Fact]
    public async Task A_report_in_the_name_of_another_server_is_rejected()
    {
        var liar = await fleet.EnrollAndClaim("liar-01");
        var victim = await fleet.Enrolled("victim-01");
        await fleet.Database.Worker.Done(liar, liar.Clean() with { Server = victim });
        await fleet.Until("liar-01", s => s.Summary.State == "failed");
        (await fleet.Show("victim-01")).Summary.State.ShouldBe("never-checked");
    }

    [Fact]
    public async Task A_worker_that_claims_to_have_answered_what_nobody_asked_yet_answers_nothing_with_it()
    {
        var claimed = await fleet.EnrollAndClaim("boast-01");
        await fleet.Database.Worker.Done(claimed, claimed.Clean() with { Answered = claimed.Asked + 10 });
        await fleet.Until("boast-01", s => s.Summary.State == "checked");
        var check = await fleet.Client.Servers.Check(new("name=boast-01"), TestCommands.Key(), TestContext.Current.CancellationToken);
        (await fleet.Client.Commands.Get(check.CommandId, TestContext.Current.CancellationToken)).Finished.ShouldBeFalse();
    }

    [Fact]
    public async Task A_hand_built_server_is_adopted_when_an_operator_asked_for_it_and_only_then()
    {
        var claimed = await fleet.EnrollAndClaim("adopt-01");
        var found = new AdoptedServer(Domain.Servers.AccessMode.Members, [new("olaf", Guid.NewGuid(), "SHA-1", "a.b.c.d.e"), new("focus", Guid.NewGuid(), "SHA-1", "a.b.c.d.e")]);
        await fleet.Database.Worker.Done(claimed, TimeSpan.Zero, report: Json(claimed.Clean() with { Adopted = found }));
        await fleet.Until("adopt-01", s => s.Summary.State == "checked");
        (await fleet.Show("adopt-01")).Summary.AccessMode.ShouldBeNull();

        var command = await fleet.Client.Servers.Adopt("adopt-01", TestCommands.Key(), TestContext.Current.CancellationToken);
        var asked = await fleet.ClaimServer(claimed.Server);
        asked.Asks.ShouldBe(["adopt"]);
        await fleet.Database.Worker.Done(asked, asked.Clean() with { Adopted = found });
        var adopted = await fleet.Until("adopt-01", s => s.Summary.AccessMode == "members");
        adopted.Accounts.ShouldHaveSingleItem().ShouldBe(new ServerAccount("olaf", "adopted", "pending"));
        (await fleet.Stream(claimed.Server)).Where(e => e.Correlation == command.CommandId).Select(e => (e.Type, e.Actor))
            .ShouldBe([("server_adopted", "dana"), ("account_adopted", "dana")]);
    }

    [Fact]
    public async Task What_was_asked_for_is_asked_again_when_its_report_is_useless_until_it_is_given_up()
    {
        var command = await AskToAdopt("asked-again-01");
        for (var times = 1; times <= 3; times++)
        {
            (await Answer(command, report: "{\"server\":")).ShouldBe(["adopt"]);
            await fleet.Until("asked-again-01", s => s.Summary.StateText?.Contains($"`adopt` is asked for again ({times} of 3)", StringComparison.Ordinal) == true);
        }
        (await fleet.Client.Commands.Get(command.CommandId, TestContext.Current.CancellationToken)).Finished.ShouldBeFalse();
        (await Answer(command, report: new string('x', (1 << 20) + 1))).ShouldBe(["adopt"]);
        await fleet.Until("asked-again-01", s => s.Summary.StateText?.Contains("given up", StringComparison.Ordinal) == true);
        var given = await fleet.Client.Commands.Get(command.CommandId, TestContext.Current.CancellationToken);
        (given.Finished, given.Servers[0].State).ShouldBe((true, ProgressState.Failed));
        (await Answer(command, report: "{}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_asked_for_again_is_answered_for_the_command_that_asked_first()
    {
        var command = await AskToAdopt("again-02");
        await Answer(command, report: "{\"server\":");
        await fleet.Until("again-02", s => s.Summary.State == "failed");
        var asked = await fleet.ClaimServer(command.Servers[0].Id);
        await fleet.Database.Worker.Done(asked, asked.Clean() with { Adopted = new AdoptedServer(Domain.Servers.AccessMode.Members, []) });
        await fleet.Until("again-02", s => s.Summary.AccessMode == "members");
        (await fleet.Stream(asked.Server))[^1].Correlation.ShouldBe(command.CommandId);
    }

    [Fact]
    public async Task An_adoption_waits_for_commands_only_briefly_and_is_tried_again()
    {
        var command = await AskToAdopt("busy-01");
        await using var commands = await fleet.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var held = await commands.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var take = new Npgsql.NpgsqlCommand($"select pg_advisory_xact_lock({(long)ControlPlane.Storage.FleetLock.Commands})", commands))
            await take.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var asked = await fleet.ClaimServer(command.Servers[0].Id);
        await fleet.Database.Worker.Done(asked, asked.Clean() with { Adopted = new AdoptedServer(Domain.Servers.AccessMode.Members, []) });
        await Eventually.Until(async () => await Waiting() > 0);
        var since = System.Diagnostics.Stopwatch.StartNew();
        await Eventually.Until(async () => await Waiting() == 0);
        since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5), "the reports' transaction would be ended by the database meanwhile");
        await held.RollbackAsync(TestContext.Current.CancellationToken);
        await fleet.Until("busy-01", s => s.Summary.AccessMode == "members");
        (await fleet.Database.Owner.Scalar<long>("select count(*) from work.report_rejected where server_id = $1", asked.Server)).ShouldBe(0);
    }

    private Task<long> Waiting() => fleet.Database.Owner.Scalar<long>("select count(*) from pg_locks where locktype = 'advisory' and not granted");

    private async Task<CommandAccepted> AskToAdopt(string name)
    {
        await fleet.Database.Worker.Done(await fleet.EnrollAndClaim(name), TimeSpan.Zero, report: null);
        return await fleet.Client.Servers.Adopt(name, TestCommands.Key(), TestContext.Current.CancellationToken);
    }

    private async Task<string[]> Answer(CommandAccepted command, string report)
    {
        var asked = await fleet.ClaimServer(command.Servers[0].Id);
        await fleet.Database.Worker.Done(asked, TimeSpan.Zero, report);
        return asked.Asks;
    }

    [Fact]
    public async Task Unreachable_is_unknown_with_its_reason_and_ends_the_wait()
    {
        var accepted = await fleet.Enroll("away-01");
        var claimed = await fleet.ClaimServer(accepted.Servers[0].Id);
        await fleet.Database.Worker.Done(claimed, claimed.Clean().Failed(ReconcileOutcome.Unreachable, "timeout", "no answer from away-01.host.example within 10 s"));
        await foreach (var update in fleet.Client.Commands.Watch(accepted.CommandId, null, TestContext.Current.CancellationToken))
            if (update.Finished is { } finished)
                (finished.Servers[0].State, finished.Servers[0].Text).ShouldBe((ProgressState.Unknown, "no answer from away-01.host.example within 10 s"));
        (await fleet.Client.Drift.List("name=away-01", TestContext.Current.CancellationToken)).Unjudged.ShouldHaveSingleItem().State.ShouldBe("unreachable");
    }

    private static string Json(ReconcileReport report) => System.Text.Json.JsonSerializer.Serialize(report, Fleet.Domain.WireJson.Options);

    private Task<long> Events() => fleet.Database.Owner.Scalar<long>("select count(*) from fleet.mt_events");
}
