using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

public sealed record SetEnforcement(EnforcementMode Mode, DateTimeOffset? Until, string? Reason);

public static partial class ServerDecider
{
    public static Decision<IServerEvent> SetEnforcement(DesiredServer server, SetEnforcement command, DateTimeOffset now)
    {
        if ((WhyNotChanged(server) ?? Refuse(command)) is { } refusal)
        {
            return refusal;
        }

        if ((server.Enforcement, server.SuspendedUntil) == (command.Mode, command.Until))
        {
            return Decision.Accept<IServerEvent>();
        }

        return command.Until <= now
            ? new SuspensionEndPassed(command.Until.Value, now)
            : Decision.Accept<IServerEvent>(new EnforcementSet(command.Mode, command.Until));
    }

    private static Refusal? Refuse(SetEnforcement command) => command switch
    {
        { Mode: EnforcementMode.Suspended, Until: null } => new SuspensionWithoutEnd(),
        { Mode: EnforcementMode.Suspended } when string.IsNullOrWhiteSpace(command.Reason) => new SuspensionWithoutReason(),
        { Mode: not EnforcementMode.Suspended, Until: not null } => new EndWithoutSuspension(),
        _ => null,
    };
}
