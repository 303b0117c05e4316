using Fleet.ControlPlane.Hosting;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Storage;

/// <summary>
/// Makes every document anew from the events, as the owner. Commands and reports wait meanwhile: it holds their locks. Work is not
/// touched, so no worker wakes.
/// </summary>
public static class RebuildVerb
{
    public static async Task<int> Run(Switches switches, CancellationToken stop)
    {
        var owner = switches.Owner();
        await using var database = NpgsqlDataSource.Create(owner);
        await using var app = ControlPlaneHost.Build(ControlPlaneHost.ForOwner(owner));
        await using var held = await database.OpenConnectionAsync(stop);
        foreach (var each in Enum.GetValues<FleetLock>())
            await using (var take = new NpgsqlCommand("select pg_advisory_lock($1)", held) { Parameters = { new() { Value = (long)each } } })
                await take.ExecuteNonQueryAsync(stop);
        await Rebuild((DocumentStore)app.Services.GetRequiredService<IDocumentStore>(), stop);
        return 0;
    }

    private static async Task Rebuild(DocumentStore store, CancellationToken stop)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        foreach (var projection in store.Options.Projections.All.Select(p => p.Name).Distinct().ToArray())
        {
            await daemon.RebuildProjectionAsync(projection, stop);
            Console.WriteLine($"rebuilt {projection}");
        }
    }
}
