using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Drift;

/// <summary>What the running Prosody does, against what was commanded: a file that is right proves nothing of it.</summary>
internal static class InForceDrift
{
    public static IEnumerable<DriftItem> Of(DesiredServer desired, Observation observation)
    {
        if (desired.AccessMode is not { } mode)
        {
            return [];
        }

        // while Prosody is down nothing of it is in force; that it is down is drift of its own
        return observation.IsDown(DriftSubject.Prosody)
            ? JicofoDrift.InForce(mode, observation)
            : [.. Provider(mode, observation.InForce), .. JicofoDrift.InForce(mode, observation),
                .. GuestHostDrift.InForce(mode, observation), .. mode != AccessMode.Open ? Sessions(desired, observation) : []];
    }

    private static IEnumerable<DriftItem> Provider(AccessMode mode, InForce force)
    {
        var closed = mode != AccessMode.Open;
        if (force.Provider is null)
        {
            yield return Item(DriftKind.Undetermined, DriftSeverity.High, DriftSubject.InForce,
                $"what is in force is not known: {Printable.Clip(force.Problem)}");
        }
        else if (AuthenticationProvider.ModeOf(force.Provider) is not { } found || found == AccessMode.Open == closed)
        {
            yield return Item(
                DriftKind.NotInForce, closed || force.Provider == InForce.NotServed ? DriftSeverity.Critical : DriftSeverity.High,
                DriftSubject.Provider,
                $"in force is `{Printable.Clip(force.Provider)}`; commanded is {mode.Word()}");
        }
    }

    private static IEnumerable<DriftItem> Sessions(DesiredServer desired, Observation observation)
    {
        var force = observation.InForce;
        if (force.SessionsWithoutLogin > 0)
        {
            yield return Item(
                DriftKind.OldSessions, desired.EvictsAt(observation.ObservedAt) ? DriftSeverity.High : DriftSeverity.Medium,
                DriftSubject.Sessions,
                $"{force.SessionsWithoutLogin} sessions came in without login and go on");
        }
        else if (force is { SessionsWithoutLogin: null, Provider: not null })
        {
            yield return Item(DriftKind.Undetermined, DriftSeverity.Medium, DriftSubject.Sessions,
                "sessions without login cannot be counted");
        }
    }

    private static DriftItem Item(DriftKind kind, DriftSeverity severity, string subject, string evidence) =>
        new(DriftLayer.InForce, kind, severity, subject, evidence);
}
