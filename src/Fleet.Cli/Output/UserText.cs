using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

internal static class UserText
{
    public static void Write(Screen screen, IReadOnlyList<UserSummary> users) => screen.Rows(
        ["USER", "ON", "STATE", "SERVERS", "NEEDS PASSWORD", "REGISTERED"],
        users.Select(u => new[]
        {
            u.Name, u.Selector, State(u), $"{u.Servers}",
            new Cell($"{u.NeedsPassword}", u.NeedsPassword == 0 ? Tone.Plain : Tone.Doubt), Age.Of(u.RegisteredAt, screen.Now),
        }));

    public static void Write(Screen screen, UserDetail user)
    {
        var u = user.Summary;
        screen.Facts(("user", u.Name), ("on", u.Selector), ("state", State(u)), ("registered", Age.Utc(u.RegisteredAt)));
        if (user.Accounts.Count > 0)
            screen.Rows(
                ["SERVER", "ORIGIN", "STATE", "CHECKED"],
                user.Accounts.Select(a => new[] { a.Server, a.Origin, Cell.Word(a.State), Age.Of(a.CheckedAt, screen.Now) }));
        if (u.NeedsPassword > 0)
            screen.Line($"next: fleet users passwd {u.Name}  (no credential is left for {u.NeedsPassword} of {u.Servers} servers)", Tone.Doubt);
    }

    private static string State(UserSummary user) => user.Disabled ? "disabled" : "enabled";
}
