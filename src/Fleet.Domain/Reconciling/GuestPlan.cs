using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// The virtual host where guests log in without an account. It is opened only behind a Jicofo that keeps guests from opening rooms; what
/// somebody else wrote is closed, and never deleted.
/// </summary>
internal static class GuestPlan
{
    public static string HostOf(DesiredServer desired) => $"guest.{desired.Domain}";

    public static Proposal OnDisk(AccessMode mode, Observation observation, JicofoPlan jicofo) => mode switch
    {
        AccessMode.Guests => Opened(observation, jicofo),
        AccessMode.Members => Closed(observation.OnDisk),
        _ => observation.OnDisk.Guests is { Ours: true } ? Proposal.Of(new Change.RemoveGuestHost()) : Proposal.None,
    };

    public static Proposal InForce(AccessMode mode, Observation observation, ImmutableArray<Change> onDisk, JicofoPlan jicofo)
    {
        var to = ProviderAfter(observation.OnDisk, onDisk);
        return observation.InForce.GuestHostProvider switch
        {
            // a Prosody that is down is started with what is on disk
            _ when observation.IsDown(DriftSubject.Prosody) => Proposal.None,
            null => Proposal.None,
            _ when observation.OnDisk.Guests is null or { State: GuestHost.Unknown } => Proposal.None,
            { } from when AuthenticationProvider.IsAnonymous(from) == AuthenticationProvider.IsAnonymous(to) => Proposal.None,
            // to open it is what `guests` asks for; `open` leaves what others wrote as it is
            _ when AuthenticationProvider.IsAnonymous(to) => mode != AccessMode.Guests ? Proposal.None
                : jicofo.WillBeInForce ? Proposal.Of(new Change.ActivateGuestHost(to))
                : Proposal.Blocked(BlockReason.JicofoAuth, DriftSubject.GuestHostInForce,
                    "guests are let in only once the running Jicofo is proven to keep them from opening rooms"),
            _ when mode == AccessMode.Guests || (mode == AccessMode.Open && to is not null) => Proposal.None,
            _ when to is not (null or AuthenticationProvider.InternalHashed) => Blocked($"`{to}` in place of what is in force"),
            _ => Proposal.Of(new Change.ActivateGuestHost(to)),
        };
    }

    /// <summary>Still served, and on disk no more, or there by Fleet's own doing.</summary>
    public static bool IsLeftInForce(Observation observation) =>
        observation.OnDisk.Guests is { State: GuestHost.Absent } or { Ours: true }
        && AuthenticationProvider.IsAnonymous(observation.InForce.GuestHostProvider);

    /// <summary>Whether the host's own provider lets guests in after these changes.</summary>
    public static bool WillBeOpen(OnDisk disk, ImmutableArray<Change> onDisk) =>
        AuthenticationProvider.IsAnonymous(ProviderAfter(disk, onDisk));

    private static string? ProviderAfter(OnDisk disk, ImmutableArray<Change> onDisk) => onDisk switch
    {
        [Change.AddGuestHost added] => added.Provider,
        [Change.SetGuestProvider set] => set.To,
        [Change.RemoveGuestHost] => null,
        _ => disk.Guests is { State: not GuestHost.Absent } guests ? guests.Provider : null,
    };

    private static Proposal Closed(OnDisk disk) => disk.Guests switch
    {
        { Ours: true, State: GuestHost.Anonymous } => Proposal.Of(new Change.RemoveGuestHost()).With(OfOthers(disk.Guests)),
        { State: GuestHost.Anonymous, Rewritable: true, Provider: { } from } guests =>
            Proposal.Of(new Change.SetGuestProvider(from, AuthenticationProvider.InternalHashed)).With(OfOthers(guests)),
        { State: not GuestHost.Anonymous, Others: [_, ..] } others => OfOthers(others),
        _ when disk.GuestHost is GuestHost.Anonymous or GuestHost.Unknown => Blocked(disk.Guests?.Place),
        _ => Proposal.None,
    };

    private static Proposal OfOthers(GuestHostReading guests) =>
        guests.Others.IsEmpty ? Proposal.None : Blocked(string.Join(", ", guests.Others.Take(3)));

    private static Proposal Blocked(string? where) => Proposal.Blocked(BlockReason.GuestHost, DriftSubject.GuestHost,
        $"a virtual host for guests may let anybody in, and Fleet did not make it: remove it on the host ({Printable.Clip(where ?? "?")})");

    private static Proposal Opened(Observation observation, JicofoPlan jicofo) => observation.OnDisk.Guests switch
    {
        { State: GuestHost.Anonymous } => Proposal.None,
        null or { State: GuestHost.Unknown } => Proposal.Blocked(BlockReason.Undetermined, DriftSubject.GuestHost,
            "whether there is a virtual host for guests cannot be determined, so none is made: "
            + Printable.Clip(observation.OnDisk.Guests?.Problem ?? "it was not read")),
        _ when AccessPlan.WhyNotOpened(observation) is { } blocker => new([], [blocker with { Subject = DriftSubject.GuestHost }]),
        _ when !jicofo.WillBeOn => Proposal.Blocked(BlockReason.JicofoAuth, DriftSubject.GuestHost,
            "guests are let in only once Jicofo keeps them from opening rooms: see what blocks `jicofo`"),
        { State: GuestHost.Absent, Place: null } => Proposal.Of(new Change.AddGuestHost(observation.OnDisk.AnonymousProvider)),
        { State: GuestHost.Closed, Rewritable: true, Provider: AuthenticationProvider.InternalHashed } => Proposal.Of(
            new Change.SetGuestProvider(AuthenticationProvider.InternalHashed, observation.OnDisk.AnonymousProvider)),
        { } other => Proposal.Blocked(BlockReason.GuestHost, DriftSubject.GuestHost,
            $"the virtual host for guests is switched off, or its provider is none that Fleet changes: see {Printable.Clip(other.Place)}"),
    };
}
