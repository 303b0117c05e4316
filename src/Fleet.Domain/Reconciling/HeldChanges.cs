using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// The changes of a plan that are not made: repairs that did not last, repairs of what too many servers have at once, and what was planned
/// upon them and would open.
/// </summary>
internal sealed record HeldChanges(
    DesiredServer Desired, ImmutableArray<Change> Flapping, ImmutableDictionary<Change, Hold> Many, ImmutableArray<Change> Dependent)
{
    public ImmutableArray<Change> All => [.. Flapping, .. Many.Keys, .. Dependent];

    public IEnumerable<Blocker> Blockers => [.. Flapping.Select(Again), .. Many.Select(m => Everywhere(m.Key, m.Value)), .. Dependent.Select(Waiting)];

    public static HeldChanges Of(DesiredServer desired, ImmutableArray<Change> changes, Restraints limits)
    {
        ImmutableArray<Change> flapping = [.. changes.Where(c => limits.LeavesAlone(c.Repairs, desired.Generation))];
        var many = changes.Except(flapping).Select(c => (Change: c, Hold: OfMany(desired, c, changes, limits)))
            .Where(c => c.Hold is not null).ToImmutableDictionary(c => c.Change, c => c.Hold!);
        Change[] first = [.. flapping, .. many.Keys];
        return new(desired, flapping, many, desired.AccessMode is not { } mode || mode == AccessMode.Open ? [] :
            [.. changes.Except(first).Where(change => first.Any(held => NeedsFirst(change, held, mode)))]);
    }

    private static Hold? OfMany(DesiredServer desired, Change change, ImmutableArray<Change> all, Restraints limits) =>
        limits.Holds.Any(h => h.Kind == HoldKind.MassDrift) && ApplyQuestion.Repair(desired, change, all, limits) is { } drift
            ? limits.Holds.FirstOrDefault(h => h.Kind == HoldKind.MassDrift && h.Drift == drift)
            : null;

    private static bool NeedsFirst(Change change, Change held, AccessMode mode) => held switch
    {
        Change.AddGuestHost => SendsGuests(change),
        Change.SetGuestProvider set when AuthenticationProvider.IsAnonymous(set.To) => SendsGuests(change),
        Change.SetProvider or Change.SetGuestProvider or Change.RemoveGuestHost => ReadsFiles(change),
        // without guests it is a second lock: only its restart relies on it
        Change.SetJicofoAuthentication or Change.RestartService => change is Change.RestartService
            || (mode == AccessMode.Guests && (OpensToGuests(change) || ReadsFiles(change) || StartsJicofo(change, held))),
        _ => false,
    };

    private static bool ReadsFiles(Change change) => change is Change.StartService { Name: DriftSubject.Prosody }
        or Change.RestoreConfigLink or Change.ActivateAccessMode { Activation: Activation.Restart };

    private static bool StartsJicofo(Change change, Change held) =>
        change is Change.StartService { Name: DriftSubject.Jicofo } && held is Change.SetJicofoAuthentication;

    private static bool OpensToGuests(Change change) => SendsGuests(change) || change is Change.AddGuestHost
        || (change is Change.SetGuestProvider set && AuthenticationProvider.IsAnonymous(set.To));

    private static bool SendsGuests(Change change) => change is Change.SetAnonymousDomain { To: not null }
        || (change is Change.ActivateGuestHost guest && AuthenticationProvider.IsAnonymous(guest.To));

    private Blocker Again(Change change) => new(
        BlockReason.Flapping, change.Repairs.Subject,
        $"repaired again and again, so something changes it back: find out what, then start repairs by a command, e.g. "
        + $"`fleet servers enforcement name={Desired.Name} observe` and `enforce`");

    private Blocker Everywhere(Change change, Hold hold) => new(BlockReason.MassDrift, change.Repairs.Subject, HoldText.Of(hold, Desired.Name));

    private Blocker Waiting(Change change) => Flapping.Any(held => NeedsFirst(change, held, Desired.AccessMode!.Value))
        ? new(BlockReason.Flapping, change.Repairs.Subject,
            "it needs a repair first that is not made any more because it did not last: see what is repaired again and again")
        : new(BlockReason.MassDrift, change.Repairs.Subject, "it needs a repair first that waits because too many servers need it: see what is held");
}
