using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

internal static class AdoptedText
{
    public static void Write(Screen screen, ServerDetail server)
    {
        var adopted = server.Accounts.Where(a => a.Origin == "adopted").Select(a => a.User).ToArray();
        screen.Line($"access mode {server.Summary.AccessMode ?? "unknown"}, {adopted.Length} accounts adopted, {server.Drift.Count} drift");
        foreach (var user in adopted) screen.Line($"  {user}");
    }
}
