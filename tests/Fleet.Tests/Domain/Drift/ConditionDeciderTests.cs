using System.Collections.Immutable;
using CsCheck;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Drift;

public sealed class ConditionDeciderTests
{
    private static readonly DriftItem Open = new(DriftLayer.OnDisk, DriftKind.AccessMode, DriftSeverity.Critical, "provider",
        "the provider is `anonymous`");
    private static readonly DriftItem Missing = new(DriftLayer.OnDisk, DriftKind.UserMissing, DriftSeverity.High, "alice", "missing");
    private static readonly DriftItem FromOutside = new(DriftLayer.Outside, DriftKind.OpenFromOutside, DriftSeverity.Critical, "domain",
        "let in");
    private static readonly DriftItem Unreachable = new(DriftLayer.Host, DriftKind.Unreachable, DriftSeverity.High, "ssh", "refused");
    private static readonly AppliedChange Closed = new(new Change.SetProvider("anonymous", "internal_hashed"), ChangeResult.Done, null);
    private static readonly ReconcileReport Clean = Some.Report();
    private static readonly ReconcileReport Lost = Clean with { Outcome = ReconcileOutcome.Unreachable, Enforced = false,
        Observation = null, Probe = null, Verdict = Verdict.Unknown, Drift = [Unreachable],
        Failure = new("unreachable", "connection refused", Transient: true) };
    private static readonly Condition Settled = After(Condition.Initial, Clean);

    [Fact]
    public void A_first_clean_report_says_who_it_is_and_that_it_converged() => Decide(Condition.Initial, Clean).ShouldBe(
        [new HostIdentified("machine-1", 1), new VerdictChanged(Verdict.Unknown, Verdict.Locked, "probed"),
        new ServerConverged(2, Verdict.Locked)]);

    [Fact]
    public void What_was_held_is_not_carried_out_be_there_no_drift_but_a_notice()
    {
        var notice = new DriftItem(DriftLayer.InForce, DriftKind.JicofoAuth, DriftSeverity.Medium, "jicofo-in-force", "waits for its restart");
        var held = Clean with { Generation = 3, Enforced = false, Drift = [notice], Holds = [new(HoldKind.FirstServer, "one first", "dana", Some.Now)] };
        Decide(Settled, held).ShouldNotContain(e => e is ServerConverged || e is IntentApplied);
        Decide(Settled, held with { Enforced = true, Holds = null }).ShouldContain(new ServerConverged(3, Verdict.Locked));
    }

    [Fact]
    public void A_clean_check_of_a_clean_server_is_no_event() => Decide(Settled, Clean with { Fence = 11 }).ShouldBeEmpty();

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    public void A_report_of_a_worker_that_lost_its_lease_says_nothing(long lastFence) =>
        ConditionDecider.Decide(Settled, Clean with { Drift = [Open] }, lastFence).ShouldBeEmpty();

    [Fact]
    public void What_became_of_accounts_that_were_taken_away_is_told_once_each_and_bounded()
    {
        var alice = new Revocation("alice", 2, 0.2, RevokedLogin.Refused, 0.3, "not-authorized");
        Decide(Settled, Clean with { Revocations = [alice] }).ShouldBe([new RevocationChecked(alice, 2)]);
        Decide(Settled, Clean with { Revocations = [.. Enumerable.Repeat(alice, 30)] }).Length.ShouldBe(20);
        Decide(Settled, Clean with { Revocations = [alice with { Detail = "bell\u0007" }] })
            .ShouldBe([new RevocationChecked(alice with { Detail = "bell\\u0007" }, 2)]);
    }

    [Fact]
    public void Drift_is_told_when_it_begins_and_when_it_ends()
    {
        var drifted = Clean with { Drift = [Open], Found = [Open] };
        Decide(Settled, drifted).ShouldBe([new DriftDetected(Open, 2)]);
        var open = After(Settled, drifted);
        open.Converged.ShouldBeFalse();
        Decide(open, drifted with { Drift = [Open with { Evidence = "said otherwise" }] }).ShouldBeEmpty();
        Decide(open, Clean).ShouldBe(
            [new DriftResolved(DriftKind.AccessMode, "provider", DriftEnd.Vanished, Some.Now), new ServerConverged(2, Verdict.Locked)]);
        After(open, Clean).Converged.ShouldBeTrue();
    }

    [Fact]
    public void Drift_that_weighs_otherwise_is_told_again()
    {
        var open = After(Settled, Clean with { Drift = [Open] });
        Decide(open, Clean with { Drift = [Open with { Severity = DriftSeverity.Info }] })
            .ShouldBe([new DriftDetected(Open with { Severity = DriftSeverity.Info }, 2)]);
        After(open, Clean with { Drift = [Open with { Severity = DriftSeverity.Info }] }).Drift.ShouldHaveSingleItem();
    }

    [Fact]
    public void Drift_ends_by_repair_by_a_new_command_or_by_itself()
    {
        var open = After(Settled, Clean with { Drift = [Open] });
        Ends(Clean with { Applied = [Closed], Outcome = ReconcileOutcome.Changed }).ShouldBe(DriftEnd.Repaired);
        Ends(Clean with { Generation = 3 }).ShouldBe(DriftEnd.NoLongerDrift);
        Ends(Clean with { Applied = [Closed with { Result = ChangeResult.Failed }] }).ShouldBe(DriftEnd.Vanished);
        DriftEnd Ends(ReconcileReport report) => Decide(open, report).OfType<DriftResolved>().ShouldHaveSingleItem().How;
    }

    [Fact]
    public void What_was_found_and_repaired_in_one_run_is_told_whole()
    {
        var repaired = Clean with { Outcome = ReconcileOutcome.Changed, Found = [Open, FromOutside], Applied = [Closed] };
        Decide(Settled, repaired).ShouldBe(
        [
            Changed(repaired), new DriftDetected(Open, 2), new DriftResolved(DriftKind.AccessMode, "provider", DriftEnd.Repaired, Some.Now),
        ], EventComparer);
    }

    [Fact]
    public void What_a_command_asked_for_was_never_drift()
    {
        var commanded = Clean with { Generation = 3, Outcome = ReconcileOutcome.Changed, Found = [Open], Applied = [Closed] };
        Decide(Settled, commanded).ShouldBe([Changed(commanded), new ServerConverged(3, Verdict.Locked)], EventComparer);
    }

    [Fact]
    public void What_waits_for_its_turn_is_not_drift_yet()
    {
        var waiting = Clean with { Generation = 3, Enforced = false, Drift = [Open], Holds = [new(HoldKind.FirstServer, "one first", "dana", Some.Now)] };
        Decide(Settled, waiting).ShouldBeEmpty();
        Decide(Settled, waiting with { Holds = [.. waiting.Holds!.Value, new(HoldKind.Paused, "later", "dana", Some.Now)] })
            .ShouldBe([new DriftDetected(Open, 3)]);
    }

    [Fact]
    public void Drift_that_a_report_could_not_see_goes_on()
    {
        var open = After(Settled, Clean with { Drift = [Open, Missing, FromOutside] });
        Decide(open, Lost).OfType<DriftResolved>().ShouldBeEmpty();
        Decide(open, Clean with { Probe = null }).OfType<DriftResolved>().ShouldNotContain(r => r.Kind == DriftKind.OpenFromOutside);
        var unread = new DriftItem(DriftLayer.OnDisk, DriftKind.Undetermined, DriftSeverity.High, "accounts", "denied");
        Decide(open, Clean with { Drift = [unread] }).OfType<DriftResolved>().Select(r => r.Kind)
            .ShouldBe([DriftKind.AccessMode, DriftKind.OpenFromOutside], ignoreOrder: true);
        var unclear = new DriftItem(DriftLayer.Outside, DriftKind.Undetermined, DriftSeverity.Medium, "outside", "no answer");
        Decide(open, Clean with { Drift = [unclear] }).OfType<DriftResolved>().ShouldNotContain(r => r.Kind == DriftKind.OpenFromOutside);
    }

    [Theory]
    [InlineData(DriftLayer.OnDisk, "guest-host", "in-force")]
    [InlineData(DriftLayer.InForce, "in-force", "guest-host")]
    public void An_open_door_for_guests_goes_on_until_its_own_layer_is_seen(DriftLayer layer, string unseen, string otherUnseen)
    {
        var guests = new DriftItem(layer, DriftKind.GuestHost, DriftSeverity.Critical, "guests", "open");
        var open = After(Settled, Clean with { Drift = [guests] });
        Ends(unseen).ShouldBeFalse();
        Ends(otherUnseen).ShouldBeTrue();
        bool Ends(string subject)
        {
            var unknown = new DriftItem(layer, DriftKind.Undetermined, DriftSeverity.High, subject, "unknown");
            return Decide(open, Clean with { Drift = [unknown] }).Any(e => e is DriftResolved { Kind: DriftKind.GuestHost });
        }
    }

    [Fact]
    public void A_host_that_is_lost_and_found_is_told_once_each()
    {
        Decide(Settled, Lost).ShouldBe(
            [new ReconcileFailed("unreachable", "connection refused"), new DriftDetected(Unreachable, 2),
            new VerdictChanged(Verdict.Locked, Verdict.Unknown, "probed")]);
        var lost = After(Settled, Lost);
        Decide(lost, Lost).ShouldBeEmpty();
        Decide(lost, Clean).ShouldBe(
        [
            new ReconcileRecovered(), new DriftResolved(DriftKind.Unreachable, "ssh", DriftEnd.Vanished, Some.Now),
            new VerdictChanged(Verdict.Unknown, Verdict.Locked, "probed"), new ServerConverged(2, Verdict.Locked),
        ]);
    }

    [Fact]
    public void A_failure_of_another_kind_is_told_by_its_code()
    {
        var lost = After(Settled, Lost);
        Decide(lost, Lost with { Outcome = ReconcileOutcome.HostKeyChanged, Failure = null }).OfType<ReconcileFailed>()
            .ShouldHaveSingleItem().Code.ShouldBe("host-key-changed");
        Decide(Settled, Clean with { Outcome = ReconcileOutcome.Postponed }).ShouldBeEmpty();
    }

    [Fact]
    public void Scanned_keys_are_told_when_they_are_new()
    {
        var scanned = Lost with { ScannedKeys = [Some.Key(), Some.Key('B') with { Algorithm = "ssh-rsa" }] };
        Decide(After(Settled, Lost), scanned).OfType<HostKeyScanned>().ShouldHaveSingleItem().Keys.ShouldBe(scanned.ScannedKeys);
        Decide(After(Settled, scanned), scanned with { ScannedKeys = [.. scanned.ScannedKeys.Reverse()] }).ShouldBeEmpty();
    }

    [Fact]
    public void A_replaced_machine_is_identified_anew()
    {
        Decide(Settled, Clean with { Incarnation = 2 }).ShouldBe([new HostIdentified("machine-1", 2)]);
        Decide(Settled, Clean with { Observation = null, Outcome = ReconcileOutcome.HostIdentityChanged }).OfType<HostIdentified>()
            .ShouldBeEmpty();
        Settled.Restraints.MachineOf(1).ShouldBe("machine-1");
        Settled.Restraints.MachineOf(2).ShouldBeNull();
    }

    [Fact]
    public void What_a_dead_worker_did_is_told_from_the_hosts_ledger_once()
    {
        var entry = new LedgerEntry(5, 2, Some.Command, Some.Now, ApplyResult.Done, [new("put-account", "alice")]);
        var report = Clean with { Ledger = [entry with { Fence = 6 }, entry] };
        Decide(Settled, report).OfType<ServerChanged>().Select(c => (c.Fence, c.Source, c.CorrelationId))
            .ShouldBe([(5, ChangeSource.Ledger, Some.Command), (6, ChangeSource.Ledger, Some.Command)]);
        Decide(After(Settled, report), report).ShouldBeEmpty();
        Decide(Settled, Clean with { Ledger = [entry with { Fence = Clean.Fence }], Applied = [Closed] }).OfType<ServerChanged>()
            .ShouldHaveSingleItem().Source.ShouldBe(ChangeSource.Report);
    }

    [Theory]
    [InlineData(ChangeResult.Done, ChangeResult.Done, ApplyResult.Done)]
    [InlineData(ChangeResult.Done, ChangeResult.Failed, ApplyResult.Partly)]
    [InlineData(ChangeResult.Failed, ChangeResult.Failed, ApplyResult.Failed)]
    [InlineData(ChangeResult.Restored, ChangeResult.Restored, ApplyResult.Restored)]
    [InlineData(ChangeResult.Restored, ChangeResult.Failed, ApplyResult.Failed)]
    public void An_apply_is_told_with_its_result(ChangeResult one, ChangeResult other, ApplyResult result) =>
        Decide(Settled, Clean with { Applied = [Closed with { Result = one }, Closed with { Result = other }] }).OfType<ServerChanged>()
            .ShouldHaveSingleItem().Result.ShouldBe(result);

    [Fact]
    public void An_apply_that_changed_nothing_is_no_event() =>
        Decide(Settled, Clean with { Applied = [Closed with { Result = ChangeResult.Unchanged }] }).ShouldBeEmpty();

    [Fact]
    public void Intent_is_applied_though_drift_is_left_that_nobody_repairs()
    {
        var stranger = Missing with { Kind = DriftKind.UserUnknown, Subject = "mallory" };
        var report = Clean with { Generation = 3, Drift = [stranger] };
        Decide(Settled, report).ShouldContain(new IntentApplied(3));
        After(Settled, report).AppliedGeneration.ShouldBe(3);
        Decide(After(Settled, report), report).ShouldBeEmpty();
    }

    [Fact]
    public void Intent_is_not_applied_by_a_run_that_could_not()
    {
        var report = Clean with { Generation = 3, Drift = [Missing] };
        NotApplied(report with { Enforced = false });
        NotApplied(report with { Applied = [Closed with { Result = ChangeResult.Failed }] });
        NotApplied(report with { Drift = [Missing with { Kind = DriftKind.Undetermined, Subject = "accounts" }] });
        NotApplied(report with { Observation = null });
        NotApplied(report with { Outcome = ReconcileOutcome.Failed });
        static void NotApplied(ReconcileReport report) =>
            Decide(Settled, report).ShouldNotContain(e => e is IntentApplied || e is ServerConverged);
    }

    [Fact]
    public void Notices_do_not_keep_a_server_from_converging()
    {
        var port = new DriftItem(DriftLayer.Host, DriftKind.ExposedPort, DriftSeverity.Medium, "port 5222", "reached");
        var report = Clean with { Generation = 3, Drift = [port] };
        Decide(Settled, report).ShouldBe([new DriftDetected(port, 3), new ServerConverged(3, Verdict.Locked)]);
        Decide(After(Settled, report), report).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_report_again_is_never_an_event() => Gen.Select(Any.Drift.Array[0, 4], Any.Drift.Array[0, 4],
        Gen.Enum<ReconcileOutcome>(), Gen.Bool, Gen.Int[1, 3]).Sample((before, now, outcome, seen, generation) =>
    {
        var condition = After(Settled, Clean with { Drift = Distinct(before) });
        var observation = seen ? Clean.Observation : null;
        var report = Clean with { Drift = Distinct(now), Outcome = outcome, Generation = generation, Observation = observation };
        Decide(After(condition, report), report).ShouldBeEmpty();
        static ImmutableArray<DriftItem> Distinct(DriftItem[] items) => [.. items.DistinctBy(i => i.Key)];
    });

    [Fact]
    public void Evolve_takes_known_events_in_any_order()
    {
        IConditionEvent[] known = [.. EventSamples.All.OfType<IConditionEvent>()];
        Gen.Int[0, known.Length - 1].Array[0, 40]
            .Sample(order => order.Aggregate(Condition.Initial, (c, i) => Condition.Evolve(c, known[i])).ShouldNotBeNull());
    }

    private static readonly IEqualityComparer<IConditionEvent> EventComparer = EqualityComparer<IConditionEvent>.Create((a, b) =>
        (a, b) is (ServerChanged x, ServerChanged y)
            ? x with { Changes = [] } == y with { Changes = [] } && x.Changes.SequenceEqual(y.Changes)
            : Equals(a, b));

    private static ServerChanged Changed(ReconcileReport report) =>
        new(report.Generation, report.Fence, [new("set-provider", "provider")], null, Some.Now, ApplyResult.Done, ChangeSource.Report);

    private static ImmutableArray<IConditionEvent> Decide(Condition condition, ReconcileReport report) =>
        ConditionDecider.Decide(condition, report, lastFence: 0);

    private static Condition After(Condition condition, ReconcileReport report) =>
        Decide(condition, report).Aggregate(condition, Condition.Evolve);
}
