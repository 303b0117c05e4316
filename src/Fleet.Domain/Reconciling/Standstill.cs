using Fleet.Domain.Holds;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>What forbids every change on a server, whatever differs.</summary>
internal static class Standstill
{
    public static Blocker? Of(DesiredServer desired, Observation observation, Restraints restraints) =>
        Machine(desired, observation.Host, restraints) ?? Enforcement(desired, observation.ObservedAt)
            ?? UntestedVersion.Blocker(desired, observation.Host) ?? Held(desired, observation.Host, restraints)
            ?? PackageManager(desired, observation, restraints);

    private static Blocker? Machine(DesiredServer desired, HostFacts host, Restraints restraints) => host switch
    {
        _ when restraints.MachineOf(desired.Incarnation) is { } known && host.MachineId != known => new(
            BlockReason.Identity, desired.Name,
            $"this is not the machine that it was: if it was re-installed, `fleet servers replace {desired.Name}`"),
        { ServesDomain: not true } => new(BlockReason.Identity, desired.Name,
            $"this host does not show the domain {desired.Domain}: is the endpoint right? `fleet servers show {desired.Name}`"),
        _ when OneOwner.Text(host, desired.Name) is { } others => new(BlockReason.Owner, desired.Name, others),
        { Owner: HostOwner.None } or { Program.State: HostProgramState.Missing or HostProgramState.Changed } => new(
            BlockReason.HostProgram, desired.Name,
            $"fleet-host is missing, changed or without owner: `fleet servers prepare {desired.Name}`"),
        _ => null,
    };

    private static Blocker? Enforcement(DesiredServer desired, DateTimeOffset now) => desired.EnforcementAt(now) switch
    {
        EnforcementMode.Enforce => null,
        EnforcementMode.Suspended => new(BlockReason.Enforcement, desired.Name,
            $"enforcement is suspended until {desired.SuspendedUntil?.Utc()}: nothing is changed"),
        _ => new(BlockReason.Enforcement, desired.Name,
            $"enforcement is observe: nothing is changed. `fleet servers enforcement name={desired.Name} enforce` lets Fleet"),
    };

    private static Blocker? Held(DesiredServer desired, HostFacts host, Restraints restraints) =>
        string.Join("; ", restraints.Holds.Append(Hold.Of(LockAdoption.Of(desired, host) is null ? host.Hold : null)).OfType<Hold>().Distinct()
            .Where(h => h.Kind != HoldKind.MassDrift).Select(h => HoldText.Of(h, desired.Name))) is { Length: > 0 } text
            ? new(BlockReason.Held, desired.Name, text)
            : null;

    // In an emergency what is in force is changed all the same; its files have time until the packages are there.
    private static Blocker? PackageManager(DesiredServer desired, Observation observation, Restraints restraints) => observation.Host.PackageManager switch
    {
        _ when desired.IsUrgent(restraints) && AuthenticationProvider.ModeOf(observation.InForce.Provider) != desired.AccessMode => null,
        PackageManagerState.Running =>
            new(BlockReason.PackageManager, "dpkg", "packages are being installed: it is tried again when that is done"),
        PackageManagerState.Interrupted =>
            new(BlockReason.PackageManager, "dpkg", "an installation was interrupted: run `dpkg --configure -a` on the host"),
        _ => null,
    };
}
