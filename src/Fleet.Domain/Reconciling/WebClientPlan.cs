using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>Where config.js sends browsers without an account: to the virtual host for guests, when there is one.</summary>
internal static class WebClientPlan
{
    /// <param name="guests">What becomes of that virtual host.</param>
    public static Proposal Of(DesiredServer desired, AccessMode mode, OnDisk disk, ImmutableArray<Change> guests)
    {
        var wanted = mode == AccessMode.Guests ? GuestPlan.HostOf(desired) : null;
        return disk.WebClient switch
        {
            null => mode != AccessMode.Guests ? Proposal.None : Blocked(
                $"the web client's config.js is not on this host: write `anonymousdomain: '{wanted}'` into `hosts` where it is"),
            { Determined: false } reading => mode == AccessMode.Open ? Proposal.None : Proposal.Blocked(
                BlockReason.Undetermined, DriftSubject.WebClient,
                $"where the web client sends guests cannot be determined, so it is not changed: {Printable.Clip(reading.Problem)}"),
            { Value: var value } when value == wanted => Proposal.None,
            // to send browsers where nobody answers would lock everybody out
            _ when mode == AccessMode.Guests && !GuestPlan.WillBeOpen(disk, guests) => Proposal.None,
            _ when mode == AccessMode.Open && !IsLeft(disk, guests) => Proposal.None,
            { Editable: true } => Proposal.Of(new Change.SetAnonymousDomain(wanted)),
            { Place: var place } => Blocked($"`anonymousdomain` is no line that Fleet changes: see {Printable.Clip(place ?? "`hosts`")}"),
        };
    }

    private static bool IsLeft(OnDisk disk, ImmutableArray<Change> guests) =>
        disk.GuestHost == GuestHost.Absent || guests is [Change.RemoveGuestHost];

    private static Proposal Blocked(string text) => Proposal.Blocked(BlockReason.AnonymousDomain, DriftSubject.WebClient, text);
}
