using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>The meetings of a server by Prosody's own count, and what each way of activation would do to them. A null = not known.</summary>
public sealed record PlanCost(int? Rooms, int? Participants, ImmutableArray<ActivationCost> Ways)
{
    private static readonly Activation[] All = [Activation.InPlace, Activation.Restart, Activation.Drain];

    /// <param name="changesOf">The changes that a desired state would take.</param>
    internal static PlanCost? Of(DesiredServer desired, Observation observation, Func<DesiredServer, ImmutableArray<Change>> changesOf)
    {
        var force = observation.InForce;
        ImmutableArray<ActivationCost> ways = [.. All.Select(a => ActivationCost.Of(a, changesOf(With(desired, a, observation)), force))];
        return ways.Any(w => w.Activates || w.RestartsJicofo) ? new(force.Rooms, force.Participants, ways) : null;
    }

    // a drain costs what it costs at its deadline
    private static DesiredServer With(DesiredServer desired, Activation activation, Observation observation) =>
        desired with { Activation = activation, DrainUntil = activation == Activation.Drain ? observation.ObservedAt : null };
}

/// <summary>One way to put a change in force. A restart of Prosody ends every meeting; what one of Jicofo does is not counted.</summary>
/// <param name="Activates">Whether anything is put in force at all.</param>
/// <param name="SessionsDropped">Of a drain: at its deadline.</param>
public sealed record ActivationCost(
    Activation Activation, bool Activates, int? SessionsDropped, int? RoomsEnded, bool RestartsProsody, bool RestartsJicofo)
{
    internal static ActivationCost Of(Activation activation, ImmutableArray<Change> changes, InForce force)
    {
        var restarts = changes.Any(c => c is Change.ActivateAccessMode { Activation: Activation.Restart });
        return new(
            activation, changes.Any(c => c is Change.ActivateAccessMode or Change.ActivateGuestHost), Sessions(changes, force),
            restarts ? force.Rooms : 0, restarts, changes.Any(c => c is Change.RestartService { Name: DriftSubject.Jicofo }));
    }

    internal static int? Sessions(ImmutableArray<Change> changes, InForce force)
    {
        if (changes.Any(c => c is Change.ActivateAccessMode { Activation: Activation.Restart }))
        {
            return force.Sessions;
        }

        return changes.Any(c => c is Change.CloseSessions) ? force.SessionsWithoutLogin : 0;
    }
}
