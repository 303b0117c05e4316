using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Storage;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Wolverine.Http;

namespace Fleet.ControlPlane.Epochs;

public static class RecoveryEndpoints
{
    [WolverineGet(Routes.Recovery)]
    [ProducesResponseType<Recovery>(StatusCodes.Status200OK)]
    public static async Task<IResult> Get(NpgsqlDataSource database, IDocumentStore store, CancellationToken stop)
    {
        await using var transaction = await FleetTransaction.Begin(database, store, FleetLock.Commands, stop);
        return TypedResults.Json(await RecoveryView.Of(transaction, stop), ApiJson.Default.Recovery);
    }

    [WolverinePost(Routes.RecoveryAccept)]
    public static Task<IResult> Accept(RecoveryRequest request, HttpContext http, CommandDesk desk) =>
        desk.Handle(http, "accept-recovery", "the whole fleet", request, change => AcceptRecovery.Decide(change, request));

    [WolverineGet(Routes.Backup)]
    [ProducesResponseType<BackupList>(StatusCodes.Status200OK)]
    public static async Task<IResult> Backup(NpgsqlDataSource database, IConfiguration configuration, CancellationToken stop) =>
        TypedResults.Json(await Backups.Of(database, configuration["PublicBundle"], stop), ApiJson.Default.BackupList);
}
