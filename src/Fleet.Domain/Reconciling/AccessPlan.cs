using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>How the commanded access mode gets on disk and in force. What isn't understood is never loosened, nor rewritten.</summary>
/// <param name="IsSafeToStart">Whether Prosody, started after these changes, would let in only those who may, as far as can be told.</param>
/// <param name="IsJicofoSafeToStart">Whether Jicofo, started after these changes, would keep guests from opening rooms.</param>
internal sealed record AccessPlan(Proposal OnDisk, Proposal InForce, bool IsSafeToStart, bool IsJicofoSafeToStart = true)
{
    public static AccessPlan Of(DesiredServer desired, Observation observation, Restraints limits)
    {
        var link = LinkProposal(observation.OnDisk);
        if (desired.AccessMode is not { } mode)
        {
            return new(link, Proposal.None, IsSafeToStart: true);
        }

        if (WhyNot(mode, observation) is { } blocker)
        {
            return new(new([], [blocker]), Proposal.None, IsSafeToStart: mode == AccessMode.Open, mode != AccessMode.Guests);
        }

        var sets = SetProvider(mode, observation.OnDisk);
        var provider = observation.OnDisk.Link == ConfigLink.Copied ? link.With(sets) : sets.With(link);
        var jicofo = JicofoPlan.Of(desired, mode, observation);
        var guests = GuestPlan.OnDisk(mode, observation, jicofo);
        var web = WebClientPlan.Of(desired, mode, observation.OnDisk, guests.Changes);
        return new(
            mode == AccessMode.Guests ? jicofo.OnDisk.With(provider).With(guests).With(web)
                : provider.With(guests).With(web).With(jicofo.OnDisk),
            jicofo.InForce.With(ActivationPlan.Of(desired, mode, observation, sets.Changes, limits))
                .With(GuestPlan.InForce(mode, observation, guests.Changes, jicofo)),
            WouldStartClosed(mode, observation.OnDisk, jicofo, guests), IsJicofoSafeToStart: mode != AccessMode.Guests || jicofo.WillBeOn);
    }

    private static bool WouldStartClosed(AccessMode mode, OnDisk disk, JicofoPlan jicofo, Proposal guests) => mode switch
    {
        AccessMode.Members => disk.GuestHost != GuestHost.Anonymous || guests.Blockers.IsEmpty,
        AccessMode.Guests => jicofo.IsProven || !GuestPlan.WillBeOpen(disk, guests.Changes),
        _ => true,
    };

    private static Blocker? WhyNot(AccessMode mode, Observation observation)
    {
        var disk = observation.OnDisk;
        return disk switch
        {
            { Provider.Value: null } => new(
                BlockReason.Unsupported, DriftSubject.Provider,
                $"the provider cannot be determined, so it is not rewritten: {Printable.Clip(disk.Provider.Problem)}"),
            _ when AuthenticationProvider.ModeOf(disk.Provider.Value) is null => new(
                BlockReason.Unsupported, DriftSubject.Provider,
                $"logins with `{Printable.Clip(disk.Provider.Value)}` "
                + $"({AuthenticationProvider.KindOf(disk.Provider.Value)}) are not managed by Fleet: change them on the host, or retire the server"),
            _ when !observation.IsDown(DriftSubject.Prosody)
                && observation.InForce.Provider is { } force and not Reconciling.InForce.NotServed
                && AuthenticationProvider.ModeOf(force) is null => new(
                BlockReason.Unsupported, DriftSubject.InForce, $"`{Printable.Clip(force)}` is in force, which Fleet does not manage"),
            { Link: ConfigLink.Elsewhere } => new(BlockReason.ConfigLink, DriftSubject.Link,
                "the link in conf.d leads somewhere else: make it lead into conf.avail, or remove it"),
            // of a link that leads nowhere, that is what is to be repaired
            { Config.Validity: ConfigValidity.Invalid, Link: not ConfigLink.Dangling } => new(
                BlockReason.ConfigInvalid, DriftSubject.Config,
                $"Prosody cannot read its configuration: {Printable.Clip(disk.Config.Problem)}"),
            { Provider.Rewritable: false } when !IsSet(mode, disk) => new(
                BlockReason.ConfigOverride, DriftSubject.Provider,
                "the provider is not a plain literal in the domain's own section: write `authentication = \"...\"` there"),
            _ when mode == AccessMode.Open && !IsOpen(observation) => WhyNotOpened(observation),
            _ => null,
        };
    }

    public static Blocker? WhyNotOpened(Observation observation) => observation switch
    {
        { OnDisk.Overrides: [var found, ..] } => new(
            BlockReason.ConfigOverride, DriftSubject.Provider,
            $"{Printable.Clip(found.Option)} is defined a second time in {Printable.Clip(found.Place)}: nothing is opened that isn't "
            + "understood"),
        { OnDisk.Config.Validity: ConfigValidity.Unknown } =>
            new(BlockReason.Undetermined, DriftSubject.Config, "the configuration could not be checked, so nothing is opened"),
        { InForce.Provider: null } when !observation.IsDown(DriftSubject.Prosody) => new(
            BlockReason.Undetermined, DriftSubject.InForce,
            $"what is in force is not known, so nothing is opened: {Printable.Clip(observation.InForce.Problem)}"),
        _ => null,
    };

    private static bool IsOpen(Observation observation) =>
        AuthenticationProvider.IsAnonymous(observation.OnDisk.Provider.Value)
        && (observation.IsDown(DriftSubject.Prosody) || AuthenticationProvider.IsAnonymous(observation.InForce.Provider));

    private static Proposal SetProvider(AccessMode mode, OnDisk disk) =>
        IsSet(mode, disk) ? Proposal.None : Proposal.Of(new Change.SetProvider(disk.Provider.Value!, ProviderFor(mode, disk)));

    private static bool IsSet(AccessMode mode, OnDisk disk) =>
        AuthenticationProvider.ModeOf(disk.Provider.Value) == AccessMode.Open == (mode == AccessMode.Open);

    public static string ProviderFor(AccessMode mode, OnDisk disk) =>
        mode != AccessMode.Open ? AuthenticationProvider.InternalHashed
        : AuthenticationProvider.IsAnonymous(disk.Provider.Value) ? disk.Provider.Value!
        : disk.AnonymousProvider;

    private static Proposal LinkProposal(OnDisk disk) =>
        disk.Link is ConfigLink.Missing or ConfigLink.Dangling or ConfigLink.Copied
            ? Proposal.Of(new Change.RestoreConfigLink())
            : Proposal.None;
}
