using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Servers;
using Fleet.Domain;
using Fleet.Domain.Holds;
using Fleet.Domain.Selectors;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Holds;

/// <summary>The events say it, the holds do it: both in one transaction.</summary>
public static class PauseDecision
{
    public const string Pause = "pause";
    public const string Resume = "resume";

    private static readonly Guid?[] EveryServer = [null];

    public static async Task<Refusal?> Decide(FleetChange change, PauseRequest request)
    {
        var reason = string.IsNullOrWhiteSpace(change.Context.Reason) ? null : change.Context.Reason;
        var fleet = await Fleet(change);
        if (request.Selector is null)
            return change.Append<FleetPause, IFleetEvent>(FleetPause.Stream, fleet.Version, FleetDecider.Pause(fleet, reason), () => Hold(change, EveryServer));
        if (reason is null)
            return new PauseWithoutReason();
        if (await ServerDesk.Each(change, new(request.Selector, request.Expect, request.Servers), (server, _) => change.Apply(server, ServerDecider.Pause(server, reason))) is { } refusal)
            return refusal;
        // the safe direction, and minutes count
        change.IsMeant = true;
        Hold(change, Changed(change));
        return null;
    }

    public static async Task<Refusal?> Decide(FleetChange change, ResumeRequest request)
    {
        var fleet = await Fleet(change);
        if (request.Selector is null)
            return await Unmeant(change, fleet, request)
                ?? change.Append<FleetPause, IFleetEvent>(FleetPause.Stream, fleet.Version, FleetDecider.Resume(fleet), () => Release(change, EveryServer));
        if (await ServerDesk.Each(
            change, new(request.Selector, request.Expect, request.Servers), (server, _) => change.Apply(server, ServerDecider.Resume(server, fleet.Paused))) is { } refusal)
            return refusal;
        Release(change, Changed(change));
        return null;
    }

    // All of it goes on: that is a change of every server.
    private static async Task<Refusal?> Unmeant(FleetChange change, FleetPause fleet, ResumeRequest request)
    {
        var selected = await ServerDesk.Select(change, new("all", request.Expect, request.Servers));
        return selected.Refusal is null or SelectorMatchesNothing ? fleet.Paused ? BlastRadius.Refuse(change, change.Matched ?? 0) : null : selected.Refusal;
    }

    private static async Task<FleetPause> Fleet(FleetChange change) =>
        await change.Transaction.Session.LoadAsync<FleetPause>(FleetPause.Stream, change.Stop) ?? FleetPause.Never;

    private static Guid?[] Changed(FleetChange change) => [.. change.Servers.Where(s => !s.Events.IsEmpty).Select(s => (Guid?)s.After!.Id)];

    private static void Hold(FleetChange change, Guid?[] servers) =>
        change.Statements.Add(HoldStatements.Hold(servers, HoldKind.Paused, change.Context.Reason!, change.Context.Operator));

    private static void Release(FleetChange change, Guid?[] servers) => change.Statements.Add(HoldStatements.Release(HoldKind.Paused, servers));
}
