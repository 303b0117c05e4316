using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

/// <param name="DrainUntil">The deadline of <see cref="Activation.Drain"/>; null with any other.</param>
/// <param name="Emergency">It goes before everything else, and waits for nothing that can be done without.</param>
public sealed record SetAccessMode(
    AccessMode Mode, Activation Activation, bool EvictSessions, DateTimeOffset? DrainUntil = null, bool Emergency = false);

public static partial class ServerDecider
{
    public static Decision<IServerEvent> SetAccess(DesiredServer server, SetAccessMode command, DateTimeOffset now)
    {
        if ((WhyNotChanged(server) ?? Refuse(command) ?? WhyNoEmergency(server, command, now)) is { } refusal)
        {
            return refusal;
        }

        var present = (server.AccessMode, server.Activation, server.EvictSessions, server.DrainUntil, server.Emergency);
        // said again it is meant again: what was held or given up is forced anew
        if (!command.Emergency && present == (command.Mode, command.Activation, command.EvictSessions, command.DrainUntil, command.Emergency))
        {
            return Decision.Accept<IServerEvent>();
        }

        return command.DrainUntil <= now
            ? new DrainDeadlinePassed(command.DrainUntil.Value, now)
            : Decision.Accept<IServerEvent>(new AccessModeSet(
                command.Mode, command.Activation, command.EvictSessions, command.DrainUntil, command.Emergency));
    }

    // Recorded and not done would be the worst answer to an emergency.
    private static EmergencyNotEnforced? WhyNoEmergency(DesiredServer server, SetAccessMode command, DateTimeOffset now) =>
        command.Emergency && server.EnforcementAt(now) != EnforcementMode.Enforce ? new(server.Name, server.EnforcementAt(now)) : null;

    private static Refusal? Refuse(SetAccessMode command) => command switch
    {
        { Emergency: true } and ({ Mode: not AccessMode.Members } or { Activation: not Activation.InPlace } or { EvictSessions: false }) =>
            new EmergencyOfSomethingElse(),
        { Mode: AccessMode.Open, EvictSessions: true } => new EvictionOfOpenServer(),
        { Activation: Activation.Drain, DrainUntil: null } => new DrainWithoutDeadline(),
        { Activation: not Activation.Drain, DrainUntil: not null } => new DeadlineWithoutDrain(),
        _ => null,
    };
}
