using Fleet.ControlPlane.Epochs;
using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Operators;
using Npgsql;

namespace Fleet.ControlPlane.Storage;

/// <summary>Everything that services may not do: schema, roles, rights, the first operator. Run again, it brings an older database up to this version.</summary>
public static class InitVerb
{
    public static async Task<int> Run(Switches switches, CancellationToken stop)
    {
        var owner = switches.Owner();
        await using var database = NpgsqlDataSource.Create(owner);
        if (!await AnySchema(database, stop))
            TokenOutput.MustBePossible(switches["token-file"]);
        await Migrate(database, owner, stop);
        await using var app = ControlPlaneHost.Build(ControlPlaneHost.ForOwner(owner));
        if (!await OperatorTokenVerb.AnyOperator(app.Services, stop))
            await OperatorTokenVerb.Make(app.Services, switches["operator"] ?? "admin", switches["token-file"], stop);
        await TellOfCopy(database, stop);
        return 0;
    }

    private static async Task<bool> AnySchema(NpgsqlDataSource database, CancellationToken stop)
    {
        await using var look = database.CreateCommand("select to_regnamespace('access') is not null");
        return await look.ExecuteScalarAsync(stop) is true;
    }

    private static async Task TellOfCopy(NpgsqlDataSource database, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        if (await PresentEpoch.Load(new NpgsqlBatch(connection), stop) is { Copied: true } present)
            await Console.Error.WriteLineAsync(
                $"This database, {present.Running}, is a copy: its present epoch began on {present.Database}. No server is changed until that is accepted: fleet recover");
    }

    public static Task Migrate(NpgsqlDataSource database, string owner, CancellationToken stop) => Schema.Migrate(database, async () =>
    {
        await using var app = ControlPlaneHost.Build(ControlPlaneHost.ForOwner(owner));
        await EventStoreMigration.Run(app.Services, stop);
    }, stop);
}
