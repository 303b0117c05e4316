using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

/// <param name="DrainUntil">The deadline of <see cref="Activation.Drain"/>; null with any other.</param>
public sealed record SetAccessMode(AccessMode Mode, Activation Activation, bool EvictSessions, DateTimeOffset? DrainUntil = null);

public static partial class ServerDecider
{
    public static Decision<IServerEvent> SetAccess(DesiredServer server, SetAccessMode command, DateTimeOffset now)
    {
        if ((WhyNotChanged(server) ?? Refuse(command)) is { } refusal)
        {
            return refusal;
        }

        var present = (server.AccessMode, server.Activation, server.EvictSessions, server.DrainUntil);
        if (present == (command.Mode, command.Activation, command.EvictSessions, command.DrainUntil))
        {
            return Decision.Accept<IServerEvent>();
        }

        return command.DrainUntil <= now
            ? new DrainDeadlinePassed(command.DrainUntil.Value, now)
            : Decision.Accept<IServerEvent>(new AccessModeSet(command.Mode, command.Activation, command.EvictSessions, command.DrainUntil));
    }

    private static Refusal? Refuse(SetAccessMode command) => command switch
    {
        { Mode: AccessMode.Open, EvictSessions: true } => new EvictionOfOpenServer(),
        { Activation: Activation.Drain, DrainUntil: null } => new DrainWithoutDeadline(),
        { Activation: not Activation.Drain, DrainUntil: not null } => new DeadlineWithoutDrain(),
        _ => null,
    };
}
