using Fleet.Domain;
using Fleet.Domain.Epochs;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using DiskSpace = Fleet.Domain.Reconciling.DiskSpace;
using HostHold = Fleet.Domain.Reconciling.HostHold;
using Wire = Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

internal static class FactsReader
{
    private const int LongestReason = 300;
    private const int LongestName = 100;

    // what the integration tests run on
    private static readonly string[] TestedVersions = ["0.11.", "0.12.", "13.0."];

    public static HostFacts Read(HostView view, HostExpectations expected)
    {
        var reply = view.Reply;
        var owner = Guid.TryParse(reply.OwnerFleet, out var fleet) ? fleet : (Guid?)null;
        var version = ProsodyVersion(reply);
        var other = OtherIncarnation(reply, expected.Incarnation);
        return new(
            reply.MachineId,
            ServesDomain(view),
            reply.OwnerFleet is null ? HostOwner.None : owner == expected.Fleet ? HostOwner.Ours : HostOwner.Other,
            owner,
            new(reply.Program.Version, reply.Program.Sha256, State(reply.Program, expected.Program)),
            version,
            TestedVersions.Any(tested => version?.StartsWith(tested, StringComparison.Ordinal) is true),
            PackageManager(reply.Dpkg),
            // dpkg's first letter is what was asked for: h is hold
            [.. reply.Packages.Where(p => p.Status.StartsWith('h')).Select(p => p.Name)],
            Skew(reply, expected),
            [.. reply.Packages.Select(p => new PackageVersion(p.Name, IsInstalled(p) ? p.Version : null)).OrderBy(p => p.Name, StringComparer.Ordinal)],
            reply.Listeners.Count == 0 ? null : [.. reply.Listeners.Where(l => l.Scope == ListenerScope.All).Select(l => l.Port).Order()],
            reply.Disks.Count == 0 ? null : [.. reply.Disks.Select(d => new DiskSpace(d.Path, d.FreeKib))],
            reply.Hold is { } hold ? Hold(hold) : null,
            other is null ? Accepted(reply) : null,
            ClockUncertainty: (expected.Took.TotalSeconds / 2) + (reply.Clock is null ? 1 : 0),
            OtherIncarnation: other);
    }

    public static HostHold Hold(Wire.HostHold hold) =>
        new(Printable.Clip(hold.Reason, LongestReason), Printable.Clip(hold.By, LongestName), hold.Since, hold.Until, hold.Kind == HostHoldKind.Lock);

    // the host looked at its clock at some time between the question and the answer: halfway, give or take half of it
    private static double Skew(ObserveReply reply, HostExpectations expected) =>
        ((reply.Clock ?? reply.Time) - (expected.Now - (expected.Took / 2))).TotalSeconds;

    // a host says 0 where no epoch was ever told to it
    private static AcceptedApply? Accepted(ObserveReply reply) =>
        reply.HighestFence == 0 ? null
        : reply.Epoch is > 0 and var epoch ? new(epoch, reply.Generation, reply.HighestFence)
        : new(null, null, reply.HighestFence);

    private static string? OtherIncarnation(ObserveReply reply, Guid ours) =>
        reply.Incarnation is not { } told || (Guid.TryParse(told, out var theirs) && theirs == ours) ? null : Printable.Clip(told, LongestName);

    // dpkg's second letter is what it is: anything but n(ot) and c(onfig-files) is there
    private static bool IsInstalled(HostPackage package) => package.Status is [_, not ('n' or 'c'), ..];

    private static bool? ServesDomain(HostView view) => InForceReader.IsActive(view) ? true : view.Config?.HasVirtualHost(view.Domain);

    private static HostProgramState State(Wire.HostProgram found, Wire.HostProgram carried) =>
        found.Sha256 == carried.Sha256 ? HostProgramState.Current
        : !Version.TryParse(found.Version, out var theirs) || !Version.TryParse(carried.Version, out var ours) ? HostProgramState.Changed
        : theirs == ours ? HostProgramState.Changed
        // a newer one is another worker's, or an operator's, upgrade
        : theirs < ours ? HostProgramState.Old : HostProgramState.Current;

    // of Debian's 0.12.3-1+deb12u1 what upstream calls it
    private static string? ProsodyVersion(ObserveReply reply) =>
        reply.InForce is Wire.InForce.Known known
            ? known.ProsodyVersion
            : reply.Packages.FirstOrDefault(p => p.Name == "prosody")?.Version?.Split(':')[^1].Split('-')[0];

    private static PackageManagerState PackageManager(DpkgState state) => state switch
    {
        DpkgState.Idle => PackageManagerState.Idle,
        DpkgState.Running => PackageManagerState.Running,
        DpkgState.Pending => PackageManagerState.Interrupted,
        _ => PackageManagerState.Unknown,
    };
}
