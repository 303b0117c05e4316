using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Changes;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Reconciling;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Marten;
using Npgsql;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Fleet.ControlPlane.Plans;

/// <summary>The command decided as it would be, and nothing written; then the worker's own planner on the last observation.</summary>
public static class PlanEndpoint
{
    [WolverinePost(Routes.Plan)]
    [ProducesResponseType<PlanResult>(StatusCodes.Status200OK)]
    public static async Task<IResult> Post(PlanRequest request, HttpContext http, NpgsqlDataSource database, IDocumentStore store, FreshLook fresh, CancellationToken stop)
    {
        if (PlannedCommand.Of(request) is not { } planned)
            return Problems.From(new PlanUnclear());
        if (!CommandContext.From(http, planned.Name, planned.Subject, request).TryGet(out var context, out var invalid))
            return Problems.From(invalid);
        var (change, staged, refusal) = await Decide(database, store, context, planned, stop);
        if (refusal is not null)
            return Problems.From(refusal);
        if (request.Fresh)
            await fresh.At([.. change!.Servers.Select(s => s.After!)], context, stop);
        await using var session = store.QuerySession();
        var plans = await ServerPlans.Of(session, change!, repairing: request.Repair is not null, stop);
        return TypedResults.Json(new PlanResult(planned.Name, plans, change!.Gained, change.Lost, staged), ApiJson.Default.PlanResult);
    }

    private static async Task<(FleetChange? Change, StagedProgress? Staged, Refusal? Refusal)> Decide(
        NpgsqlDataSource database, IDocumentStore store, CommandContext context, PlannedCommand planned, CancellationToken stop)
    {
        await using var transaction = await FleetTransaction.Begin(database, store, FleetLock.Commands, stop);
        var change = new FleetChange(transaction, context, stop);
        return await planned.Decide(change) is { } refusal
            ? (change, null, refusal)
            : (change, await Staging.Begin(change) is { } begun ? ChangeViews.Planned(begun, change.Now) : null, null);
    }
}

public sealed record PlanUnclear() : InvalidRefusal(
    "plan-unclear", "It is not clear what to plan: say exactly one of access, enforcement, user (with a known action), revert, repair, accounts, credential.");
