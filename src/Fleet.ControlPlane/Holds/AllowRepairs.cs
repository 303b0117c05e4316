using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.Domain;
using Fleet.Domain.Holds;
using Npgsql;
using Wolverine.Http;

namespace Fleet.ControlPlane.Holds;

/// <summary>An operator knows what it was: the drift is repaired on those servers that wait for it now.</summary>
public static class AllowRepairs
{
    [WolverinePost(Routes.Repairs)]
    public static Task<IResult> Post(AllowRepairsRequest request, HttpContext http, CommandDesk desk) =>
        desk.Handle(http, "allow-repairs", request.Drift, request, change => Decide(change, request));

    private static async Task<Refusal?> Decide(FleetChange change, AllowRepairsRequest request)
    {
        var session = change.Transaction.Session;
        var waiting = (await StandingHolds.Load(session, change.Stop)).Where(h => h.IsOf(request.Drift)).ToArray();
        if (waiting.Length > 0 && BlastRadius.Refuse(change, waiting.Length, request.Expect) is { } refusal)
            return refusal;
        var version = (await session.LoadAsync<FleetPause>(FleetPause.Stream, change.Stop))?.Version ?? 0;
        return change.Append<FleetPause, IFleetEvent>(
            FleetPause.Stream, version, FleetDecider.AllowRepairs(request.Drift, waiting.Length, change.Now),
            () => change.Statements.Add(Allow(request.Drift, change.Now + FleetDecider.RepairsFor, waiting)));
    }

    private static NpgsqlBatchCommand Allow(string drift, DateTimeOffset until, Guid[] servers) => new("select work.allow_repair($1, $2, $3)")
    {
        Parameters = { new() { Value = drift }, new() { Value = until }, new() { Value = servers } },
    };
}
