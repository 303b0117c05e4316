using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// Jicofo's own login: with guests the one lock, so it is restarted until it is in force; for members a second one, which waits for a
/// restart that was asked for.
/// </summary>
/// <param name="WillBeOn">It wants a login of the domain, on disk, after these changes.</param>
/// <param name="IsProven">And so does the running one already, or the one that is started.</param>
internal sealed record JicofoPlan(Proposal OnDisk, Proposal InForce, bool WillBeOn, bool IsProven)
{
    private static readonly JicofoPlan Nothing = new(Proposal.None, Proposal.None, WillBeOn: false, IsProven: false);

    public bool WillBeInForce => IsProven || !InForce.Changes.IsEmpty;

    public static JicofoPlan Of(DesiredServer desired, AccessMode mode, Observation observation)
    {
        if (mode == AccessMode.Open)
        {
            return Nothing with { OnDisk = Opened(observation.OnDisk) };
        }

        var (onDisk, willBeOn) = Closed(mode, observation.OnDisk);
        var inForce = willBeOn ? Restart(desired, mode, observation, onDisk.Changes) : Proposal.None;
        var proven = observation.InForce.Jicofo?.Authentication == JicofoAuthentication.On;
        return new(onDisk, inForce, willBeOn, willBeOn && (proven || WillBeStarted(observation)));
    }

    public static bool IsSafeToRestart(OnDisk disk, ImmutableArray<Change> changes) =>
        disk.JicofoFiles is not { Invalid: true }
        && (disk.Jicofo == JicofoAuthentication.On || changes.Any(c => c is Change.SetJicofoAuthentication { On: true }));

    private static bool WillBeStarted(Observation observation) =>
        observation.Services.Any(s => s is { Name: DriftSubject.Jicofo, Status: ServiceStatus.Stopped or ServiceStatus.Failed });

    private static Proposal Opened(OnDisk disk) => disk.JicofoFiles is { Ours: true, Invalid: false }
        ? Proposal.Of(new Change.SetJicofoAuthentication(On: false, JicofoSource.File))
        : Proposal.None;

    private static (Proposal Proposal, bool WillBeOn) Closed(AccessMode mode, OnDisk disk) => disk switch
    {
        { JicofoFiles: null or { Installed: false } } => (mode == AccessMode.Guests
            ? Blocked("Jicofo's files are not on this host, so it cannot be made sure that guests open no rooms")
            : Proposal.None, false),
        { JicofoFiles.Invalid: true } => (Proposal.Blocked(BlockReason.ConfigInvalid, DriftSubject.Jicofo,
            $"Jicofo cannot read its configuration: {Printable.Clip(disk.JicofoFiles.Problem)}"), false),
        { Jicofo: JicofoAuthentication.On } => (Proposal.None, true),
        { Jicofo: JicofoAuthentication.Unknown } => (Proposal.Blocked(BlockReason.Undetermined, DriftSubject.Jicofo,
            $"what Jicofo's files say cannot be determined, so they are not changed: {Printable.Clip(disk.JicofoFiles.Problem)}"), false),
        { JicofoFiles: { Rewritable: true } reading } =>
            (Proposal.Of(new Change.SetJicofoAuthentication(On: true, reading.Source ?? JicofoSource.File)), true),
        _ => (Blocked($"Jicofo's login is set where Fleet does not change it: {Printable.Clip(disk.JicofoFiles.Problem)}"), false),
    };

    private static Proposal Restart(DesiredServer desired, AccessMode mode, Observation observation, ImmutableArray<Change> onDisk) =>
        observation.InForce.Jicofo?.Authentication switch
        {
            _ when observation.IsDown(DriftSubject.Jicofo) => Proposal.None,
            JicofoAuthentication.On => Proposal.None,
            // a second lock waits; nobody being able to open a room does not
            null or JicofoAuthentication.Off or JicofoAuthentication.Unknown
                when mode == AccessMode.Members && !desired.RestartsAt(observation.ObservedAt) => Proposal.None,
            // once, with the change on disk: to restart at every check would be worse than not to know
            null or JicofoAuthentication.Unknown when onDisk.IsEmpty => mode == AccessMode.Members ? Proposal.None : Proposal.Blocked(
                BlockReason.Undetermined, DriftSubject.JicofoInForce,
                "what the running Jicofo does is not known: `systemctl restart jicofo` on the host, and see its log"),
            _ => Proposal.Of(new Change.RestartService(DriftSubject.Jicofo)),
        };

    private static Proposal Blocked(string text) => Proposal.Blocked(BlockReason.JicofoAuth, DriftSubject.Jicofo, text);
}
