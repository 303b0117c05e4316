using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Model;

/// <summary>What the model is worth: rules that are wrong are found, and by the promise that they break.</summary>
public sealed class WrongRulesModelTests
{
    private const int Seeds = 5000;

    [Fact]
    public void A_pause_of_the_whole_fleet_that_the_gate_overlooks() => Found("while the fleet is paused", Rules.Real with
    {
        MayApply = (database, server, fence, question, now) =>
            Gate.MayApply(database, server, fence, question, now) is var (after, holds) && holds is { } found
                ? (after, [.. found.Where(h => !h.Everywhere)]) : (database, null),
    });

    [Fact]
    public void Drift_of_what_is_in_force_that_nobody_compares() => Found("does not say that the server is more open", Rules.Real with
    {
        Drift = (desired, seen, probe, now, restraints) =>
            [.. Diff.Between(desired, seen, probe, now, restraints).Where(d => d.Layer is not (DriftLayer.InForce or DriftLayer.Outside))],
    });

    [Fact]
    public void Mass_drift_that_is_counted_for_each_server_alone() => Found("on one server more than may be", Rules.Real with
    {
        MayApply = (database, server, fence, question, now) =>
            Gate.MayApply(database, server, fence, question with { Repairs = [.. question.Repairs.Select(d => $"{d} on {server}")] }, now),
    });

    [Fact]
    public void A_new_command_that_takes_all_that_waits_along() => Found("on one server more than may be", Rules.Real with
    {
        MayApply = (database, server, fence, question, now) => database.Servers[server] is var row && row.Desired.Generation > row.Condition.AppliedGeneration
            ? Gate.MayApply(database, server, fence, ApplyQuestion.Nothing, now)
            : Gate.MayApply(database, server, fence, question, now),
    });

    [Fact]
    public void A_restored_database_that_is_told_by_its_generations() => Found("undid what its database never knew of", Rules.Real with
    {
        IsBehind = (granted, accepted) => accepted?.Epoch > granted.Epoch || accepted?.Generation > 100,
    });

    [Fact]
    public void A_change_that_goes_on_with_another_server_when_the_first_does_not_prove_it() => Found("touched a second server", Rules.Real with
    {
        Take = (change, report, standings) => [.. ChangeDecider.Take(change, report, standings).Select(e => e is FirstServerTouched touched
            ? new FirstServerReplaced(touched.Server, Another(change, touched.Server), "no proof") : e)],
    });

    [Fact]
    public void Removals_that_are_all_taken_for_confirmed() => Found("though nobody said so many", Rules.Real with
    {
        Plan = (desired, seen, restraints) => Planner.Plan(
            desired with { AbsentAccounts = desired.AbsentAccounts.SetItems(desired.AbsentAccounts.Select(a => KeyValuePair.Create(a.Key, a.Value with { Confirmed = true }))) },
            seen, restraints),
    });

    [Fact]
    public void A_host_that_takes_orders_of_runs_that_were_overtaken() => Found("came after a later one", Rules.Real with { HostsFence = false });

    [Fact]
    public void Roots_hold_that_a_host_forgets() => Found("changed a host that root holds", Rules.Real with { HostsHold = false });

    private static Guid? Another(StagedChange change, Guid than) => change.Targets.FirstOrDefault(t => t.Server != than)?.Server;

    private static void Found(string promise, Rules rules) =>
        Histories.FirstBroken(rules, Seeds).ShouldNotBeNull("no history finds it").ShouldContain(promise);
}
