using JasperFx;
using Marten;
using Npgsql;
using Wolverine.Persistence.Durability;

namespace Fleet.ControlPlane.Storage;

/// <summary>Marten's and Wolverine's own objects, made by the owner; the services run with AutoCreate.None and could not make them.</summary>
public static class EventStoreMigration
{
    public static async Task Run(IServiceProvider services, CancellationToken stop)
    {
        await services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
        stop.ThrowIfCancellationRequested();
        await services.GetRequiredService<IMessageStore>().Admin.MigrateAsync(AutoCreate.CreateOrUpdate);
    }

    /// <summary>The owner's connection, acting as the role that owns Fleet's schemas.</summary>
    public static string AsOwnerRole(string ownerConnection) =>
        new NpgsqlConnectionStringBuilder(ownerConnection) { Options = "-c role=fleet_owner" }.ConnectionString;
}
