using System.Collections.Immutable;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

public static partial class ServerDecider
{
    private const string Access = "The access mode";
    private const string Enforcement = "The enforcement";
    private const string Labels = "The labels";
    private const string Endpoint = "The endpoint";
    private const string Account = "The account ";

    /// <summary>
    /// What takes this server back to its state from before a command, given its whole history. Users' accounts are left out: they follow
    /// from selectors and labels, so they are resolved anew after a revert.
    /// </summary>
    public static Decision<IServerEvent> Revert(ImmutableArray<RecordedEvent<IServerEvent>> history, Guid commandId, DateTimeOffset now)
    {
        var reverted = history.Where(e => e.CommandId == commandId).ToImmutableArray();
        if (reverted.IsEmpty || Fold(history) is not { } present)
        {
            return new CommandUnknown(commandId);
        }

        var before = Fold(history.Where(e => e.Version < reverted[0].Version));
        var refusal = WhyNotChanged(present)
            ?? reverted.Select(Refusal? (e) => WhyNotReverted(present, e.Event)).FirstOrDefault(r => r is not null)
            ?? ChangeSince(history, reverted);
        return refusal is not null ? refusal : Restore(before!, present, reverted, now);
    }

    private static DesiredServer? Fold(IEnumerable<RecordedEvent<IServerEvent>> history) =>
        history.Aggregate((DesiredServer?)null, (server, e) => DesiredServer.Evolve(server, e.Event, e.Version));

    private static NotRevertible? WhyNotReverted(DesiredServer server, IServerEvent @event) => @event switch
    {
        ServerEnrolled => new NotRevertible("An enrolment", $"`fleet servers retire {server.Name}`"),
        CanarySet => new NotRevertible("A canary", $"`fleet servers canary {server.Name} --off`"),
        CanaryEnded => new NotRevertible("The end of a canary", $"`fleet servers canary {server.Name}`"),
        ServerAdopted or AccountAdopted =>
            new NotRevertible("An adoption", $"`fleet servers retire {server.Name}`, which changes nothing on it"),
        AccountCredentialReset e =>
            new NotRevertible("A reset credential", $"`fleet users passwd {e.User}`: what the user had there, only the user knows"),
        AccountCredentialKept e =>
            new NotRevertible("A kept credential", $"`fleet users passwd {e.User}`: Fleet's own was given up for it"),
        UnknownAccountRemoved e => new NotRevertible("The removal of an account, which Fleet has no copy of,",
            $"`fleet servers accounts report name={server.Name} {Printable.Clip(e.Account, 64)}`, so that it may be made again"),
        HostKeyPinned => new NotRevertible("A pinned host key", $"`fleet servers replace {server.Name}`, if the key was the wrong one"),
        ServerPaused => new NotRevertible("A pause", $"`fleet resume name={server.Name}`"),
        ServerResumed => new NotRevertible("The end of a pause", $"`fleet pause name={server.Name} --reason TEXT`"),
        ProsodyVersionAccepted e => new NotRevertible($"The acceptance of Prosody {e.Version}",
            $"`fleet servers enforcement name={server.Name} observe`, so that nothing is changed there"),
        ServerReplaced => new NotRevertible("A replacement", $"`fleet servers replace {server.Name}` with the old machine's key"),
        _ => null,
    };

    private static ChangedSince? ChangeSince(ImmutableArray<RecordedEvent<IServerEvent>> history,
        ImmutableArray<RecordedEvent<IServerEvent>> reverted)
    {
        var aspects = reverted.Select(e => AspectOf(e.Event)).Where(a => a is not null).ToHashSet();
        var later = history.LastOrDefault(e => e.Version > reverted[^1].Version && aspects.Contains(AspectOf(e.Event)));
        return later is null ? null : new(AspectOf(later.Event)!, later.Actor, later.At, later.CommandId);
    }

    private static string? AspectOf(IServerEvent @event) => @event switch
    {
        AccessModeSet or ServerAdopted => Access,
        EnforcementSet or ServerReplaced => Enforcement,
        ServerRelabeled => Labels,
        EndpointMoved => Endpoint,
        UnknownAccountIgnored e => Account + e.Account,
        UnknownAccountReported e => Account + e.Account,
        UnknownAccountRemoved e => Account + e.Account,
        DriftWaived e => WaiverAspect(e.Kind, e.Subject),
        DriftWaiverEnded e => WaiverAspect(e.Kind, e.Subject),
        _ => null,
    };

    private static Decision<IServerEvent> Restore(
        DesiredServer before, DesiredServer present, ImmutableArray<RecordedEvent<IServerEvent>> reverted, DateTimeOffset now)
    {
        var aspects = reverted.Select(e => AspectOf(e.Event)).OfType<string>().ToHashSet();
        if (aspects.Contains(Access) && before.AccessMode is null)
        {
            return new NotRevertible("The first access mode of a server",
                $"say which one you want, e.g. `fleet servers access name={present.Name} open`");
        }

        return new Decision<IServerEvent>.Accepted(
        [
            .. When(aspects.Contains(Labels) && !before.Labels.SequenceEqual(present.Labels), () => new ServerRelabeled(before.Labels)),
            .. When(aspects.Contains(Endpoint), () => new EndpointMoved(before.Endpoint, before.Probe)),
            .. When(aspects.Contains(Access), () =>
                new AccessModeSet(before.AccessMode!.Value, before.Activation, before.EvictSessions, before.DrainUntil)),
            .. aspects.Contains(Enforcement) ? EnforcementOf(before, now) : [],
            .. aspects.Where(a => a.StartsWith(Account, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(a => a[Account.Length..]).Where(a => !present.IsAUsers(a)).Select(a => AccountOf(before, a)),
            .. Waivers(before, reverted, now),
        ]);
    }

    private static IServerEvent AccountOf(DesiredServer server, string account) => account switch
    {
        _ when server.IgnoredAccounts.Contains(account) => new UnknownAccountIgnored(account),
        _ when server.AbsentAccounts.ContainsKey(account) => new UnknownAccountRemoved(account),
        _ => new UnknownAccountReported(account),
    };

    private static IEnumerable<IServerEvent> When(bool condition, Func<IServerEvent> @event) => condition ? [@event()] : [];

    // a suspension goes back to the enforcement from before it, so that one is said first
    private static IEnumerable<IServerEvent> EnforcementOf(DesiredServer server, DateTimeOffset now) =>
        server.EnforcementAt(now) == EnforcementMode.Suspended
            ? [new EnforcementSet(server.EnforcementAfterSuspension, null),
                new EnforcementSet(EnforcementMode.Suspended, server.SuspendedUntil)]
            : [new EnforcementSet(server.EnforcementAt(now), null)];
}
