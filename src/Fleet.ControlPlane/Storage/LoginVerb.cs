using Fleet.ControlPlane.Hosting;
using Npgsql;

namespace Fleet.ControlPlane.Storage;

public static class LoginVerb
{
    public static async Task<int> Make(Switches switches, CancellationToken stop)
    {
        var file = switches.Required("file", "where the connection string goes, readable by its owner alone");
        await using var database = NpgsqlDataSource.Create(switches.Owner());
        await SecretFile.Write(file, await Login.Make(database, switches.Words[0], switches.Words[1], stop), stop);
        Console.WriteLine($"The connection string of {switches.Words[1]} is in {file}");
        return 0;
    }

    public static async Task<int> Revoke(Switches switches, CancellationToken stop)
    {
        await using var database = NpgsqlDataSource.Create(switches.Owner());
        await Login.Revoke(database, switches.Words[0], stop);
        Console.WriteLine($"{switches.Words[0]} can't log in any more");
        return 0;
    }
}
