using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>What puts the access mode in force, once it is on disk.</summary>
internal static class ActivationPlan
{
    public static Proposal Of(
        DesiredServer desired, AccessMode mode, Observation observation, ImmutableArray<Change> onDisk, Restraints limits)
    {
        // a Prosody that is down is started with what is on disk
        if (observation.IsDown(DriftSubject.Prosody))
        {
            return Proposal.None;
        }

        var activation = Activate(desired, mode, observation, onDisk, limits);
        return activation.With(Close(desired, observation, activation));
    }

    private static Proposal Activate(
        DesiredServer desired, AccessMode mode, Observation observation, ImmutableArray<Change> onDisk, Restraints limits)
    {
        var to = AccessPlan.ProviderFor(mode, observation.OnDisk);
        return observation.InForce.Provider switch
        {
            { } from when AuthenticationProvider.ModeOf(from) == AuthenticationProvider.ModeOf(to) => Proposal.None,
            { } from => Proposal.Of(new Change.ActivateAccessMode(HowTo(desired), from, to)),
            // once, as commanded, and with a change on disk: to restart at every check would be worse than not to know
            null when HowTo(desired) == Activation.Restart && (!onDisk.IsEmpty || !limits.WasActivated(desired)) =>
                Proposal.Of(new Change.ActivateAccessMode(Activation.Restart, null, to)),
            null when onDisk.IsEmpty => Proposal.None,
            null => Proposal.Blocked(
                BlockReason.Undetermined, DriftSubject.InForce,
                $"what is in force is not known, so it cannot be switched in place ({Printable.Clip(observation.InForce.Problem)}); "
                + "`--activate restart` can"),
        };
    }

    private static Activation HowTo(DesiredServer desired) =>
        desired.Activation == Activation.Restart ? Activation.Restart : Activation.InPlace;

    private static Proposal Close(DesiredServer desired, Observation observation, Proposal activation)
    {
        var force = observation.InForce;
        var activates = activation.Changes.OfType<Change.ActivateAccessMode>().FirstOrDefault();
        var closed = activates is not null || AuthenticationProvider.ModeOf(force.Provider) == AccessMode.Members;
        var some = force.SessionsWithoutLogin > 0 || (force.SessionsWithoutLogin is null && activates is not null);
        return desired.EvictsAt(observation.ObservedAt) && closed && some && activates?.Activation != Activation.Restart
            ? Proposal.Of(new Change.CloseSessions(SessionKind.WithoutLogin))
            : Proposal.None;
    }
}
