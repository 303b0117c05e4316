using System.Collections.Immutable;
using Fleet.Domain.Epochs;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// What a worker saw on a host at one time, normalised: no verifier, no secret, no text that a daemon could have planted unbounded.
/// </summary>
public sealed record Observation(
    DateTimeOffset ObservedAt,
    HostFacts Host,
    OnDisk OnDisk,
    InForce InForce,
    ImmutableArray<ServiceState> Services,
    ObservedAccounts Accounts)
{
    /// <summary>Whether a service is known not to run.</summary>
    public bool IsDown(string service) =>
        Services.Any(s =>
            s.Name == service
            && s.Status is ServiceStatus.Stopped or ServiceStatus.Failed or ServiceStatus.Masked or ServiceStatus.NotInstalled);
}

/// <param name="ServesDomain">Whether the server's domain is defined in Prosody's configuration, loaded or only in conf.avail; null = could
/// not be read.</param>
/// <param name="OwnerFleet">The fleet that the host says it belongs to; compared by the worker into <paramref name="Owner"/>.</param>
/// <param name="Accepted">The last apply that the host accepted; null = none yet, or not known.</param>
/// <param name="ClockSkew">The host's clock minus the worker's, in seconds, give or take <paramref name="ClockUncertainty"/>.</param>
/// <param name="OtherIncarnation">The incarnation of the fleet's database that the host obeys, when it is another one; what it accepted from
/// that is not told in <paramref name="Accepted"/>.</param>
/// <param name="ExposedPorts">Prosody's ports that other machines reach; null = not known.</param>
public sealed record HostFacts(
    string? MachineId,
    bool? ServesDomain,
    HostOwner Owner,
    Guid? OwnerFleet,
    HostProgram Program,
    string? ProsodyVersion,
    bool ProsodyTested,
    PackageManagerState PackageManager,
    ImmutableArray<string> HeldPackages,
    double? ClockSkew,
    ImmutableArray<PackageVersion>? Packages = null,
    ImmutableArray<int>? ExposedPorts = null,
    ImmutableArray<DiskSpace>? Disks = null,
    HostHold? Hold = null,
    AcceptedApply? Accepted = null,
    double? ClockUncertainty = null,
    string? OtherIncarnation = null);

/// <summary>
/// What root said on the host itself, without Fleet: nothing is to be changed there. Times are the host's own clock's. Locked: the front door was
/// closed there, too.
/// </summary>
public sealed record HostHold(string Reason, string By, DateTimeOffset Since, DateTimeOffset? Until, bool Locked = false);

/// <summary>A package that Jitsi is made of; no version = it is not installed.</summary>
public sealed record PackageVersion(string Name, string? Version);

public sealed record DiskSpace(string Path, long FreeKib);

public enum HostOwner
{
    Ours,
    None,
    Other,
}

/// <summary>The installed fleet-host, compared by the worker with the one it carries.</summary>
public sealed record HostProgram(string? Version, string? Hash, HostProgramState State);

public enum HostProgramState
{
    Current,
    Old,
    Changed,
    Missing,
}

public enum PackageManagerState
{
    Idle,
    Running,
    Interrupted,
    Unknown,
}

/// <summary>A service's state; enabled is null where the init system can't say.</summary>
public sealed record ServiceState(string Name, ServiceStatus Status, bool? Enabled);

public enum ServiceStatus
{
    Running,
    Stopped,
    Failed,
    Masked,
    NotInstalled,
    Unknown,
}
