using Fleet.Contracts.Api;
using Fleet.ControlPlane.Storage;

namespace Fleet.ControlPlane.Operators;

/// <summary>A new token goes to a terminal or into a file for its owner alone: never where a log would keep it.</summary>
public static class TokenOutput
{
    public static void MustBePossible(string? file)
    {
        if (file is null && Console.IsOutputRedirected)
            throw new UsageException("The token would go into a log: say --token-file FILE, or run this at a terminal");
    }

    public static async Task Write(string name, Secret token, string? file, CancellationToken stop)
    {
        if (file is null)
        {
            Console.WriteLine(token.Value);
            await Console.Error.WriteLineAsync($"The token of operator {name}. It is shown this once: keep it in ~/.config/fleet/token, mode 0600.".AsMemory(), stop);
            return;
        }
        await SecretFile.Write(file, token.Value, stop);
        Console.WriteLine($"The token of operator {name} is in {file}");
    }
}
