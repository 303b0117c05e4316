using System.Collections.Immutable;
using Fleet.Domain.Changes;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Tests.Domain.Reconciling;

namespace Fleet.Tests.Model;

/// <summary>What Fleet promises whatever happens, judged by somebody who sees everything. A promise that is not kept ends the history.</summary>
internal sealed class Promises(World world)
{
    private static readonly TimeSpan StaysKnown = TimeSpan.FromHours(2);

    /// <summary>What the database can know of it: a backup takes it back.</summary>
    public Counted Counted { get; set; } = Counted.Nothing;

    public Run Leave(Run run)
    {
        var (database, desired) = (world.Database, world.Database.Servers[run.Server].Desired);
        Never(database.Fleet.Paused, run, "let through while the fleet is paused");
        Never(desired.Paused, run, "let through while its server is paused");
        Never(database.Changes.Values.Any(c => c.Held.Contains(desired.Id)), run, "let through while its server waits for the proof on another");
        Never(database.Holds.Any(h => h.Hold.Kind is HoldKind.RestoredFromPast or HoldKind.Copy), run, "let through by a database of the past");
        foreach (var drift in ApplyQuestion.Of(run.Desired, run.Plan!, run.Restraints).Repairs) Repairs(run, drift);
        return run;
    }

    public void Applied(Run run, Observation before, Origin? last)
    {
        Never(before.Host.Hold is { } hold && run.Plan!.AdoptsLock != hold.Since, run, "changed a host that root holds");
        // of one that is gone, what was on its way still comes: the one that is there now sees that, and stops
        Never(run.Origin.Life == world.Database.Life && !run.LetBy!.Knows(last), run, "undid what its database never knew of");
        Never(before.Host.Accepted is { } accepted && Later(accepted, run), run, "came after a later one");
        Removes(run, before);
        Never(run.IsUrgent && !Openness.IsShut(Host.After(run.Seen!, run.Plan!.Changes)), run, "was of an emergency, and left the door open");
        foreach (var change in world.Database.Changes.Values.Where(c => c.Stage == ChangeStage.First)) Touches(run, change);
    }

    public void Reported(Run run, ReconcileReport report)
    {
        Never(report.Observation is null && report.Verdict == Verdict.Locked, run, "says locked of a host that nobody looked at");
        // what was true when it looked
        if (report.Observation is not { } truth || !Openness.IsMoreOpen(truth, run.Desired.AccessMode)) return;
        Never(!report.Drift.Any(Openness.Says), run, $"does not say that the server is more open than commanded ({run.Desired.AccessMode})");
        Never(report.Verdict == Verdict.Locked && Openness.AnybodyOpensRooms(truth), run, "says locked of a server that is not");
    }

    public void Taken(Run run, Database before, Database after)
    {
        var (was, now) = (before.Servers[run.Server], after.Servers[run.Server]);
        Never(now.Status?.Fence < was.Status?.Fence, run, "was taken after a later one");
        Never(!ReferenceEquals(was.Status, now.Status) && was.Fence != run.Fence, run, "was taken though another run has the server");
    }

    private void Repairs(Run run, string drift)
    {
        var isNew = !(Counted.Repaired.TryGetValue((drift, run.Server), out var at) && at > world.Now - StaysKnown);
        var recent = Counted.Repaired.Count(r => r.Key.Drift == drift && r.Value > world.Now - Gate.Interval);
        Never(isNew && recent + 1 > Gate.Limit(world.Database) && !Gate.IsAllowed(world.Database, run.Server, drift, world.Now), run,
            $"repairs {drift} on one server more than may be, {recent} within an interval before");
        if (isNew) Counted = Counted with { Repaired = Counted.Repaired.SetItem((drift, run.Server), world.Now) };
    }

    private void Touches(Run run, StagedChange change)
    {
        if (change.Target(run.Desired.Id) is not { } target || run.Desired.Generation < target.Generation || run.Origin.Life != world.Database.Life) return;
        // of what a later command took out of it, that command says what is to become
        var touched = (Counted.Touched.GetValueOrDefault(change.Id) ?? []).Add(run.Server)
            .Where(s => change.Target(world.Database.Servers[s].Desired.Id) is not null).ToImmutableSortedSet();
        Counted = Counted with { Touched = Counted.Touched.SetItem(change.Id, touched) };
        Never(touched.Count > 1, run, $"touched a second server before the first was proven ({string.Join(", ", touched)})");
    }

    private void Removes(Run run, Observation before)
    {
        var present = before.Accounts.Items!.Value.Length;
        var removed = run.Plan!.Changes.Count(c => c is Change.RemoveAccount r && run.Desired.AbsentAccounts[r.User] is { Confirmed: false });
        Never(removed > Math.Max(1, present / 10), run, $"took {removed} of {present} accounts though nobody said so many");
    }

    private static bool Later(AcceptedApply accepted, Run run) =>
        (run.Granted.Epoch, run.Fence).CompareTo((accepted.Epoch!.Value, accepted.Fence)) < 0;

    private static void Never(bool broken, Run run, string what)
    {
        if (broken) throw new BrokenPromise($"{run} {what}");
    }
}

/// <summary>By change, which servers it touched; by drift and server, when it was repaired.</summary>
internal sealed record Counted(
    ImmutableDictionary<Guid, ImmutableSortedSet<int>> Touched, ImmutableDictionary<(string Drift, int Server), DateTimeOffset> Repaired)
{
    public static Counted Nothing { get; } = new(
        ImmutableDictionary<Guid, ImmutableSortedSet<int>>.Empty, ImmutableDictionary<(string, int), DateTimeOffset>.Empty);
}

internal sealed class BrokenPromise(string what) : Exception(what);
