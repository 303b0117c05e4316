using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

/// <summary>Why nothing is changed, and what would be undone where.</summary>
internal static class RecoveryText
{
    public static void Write(Screen screen, Recovery recovery)
    {
        screen.Line($"{recovery.Database}, epoch {recovery.Epoch} since {Age.Of(recovery.BeganAt, screen.Now)}");
        if (recovery.Holds.Count == 0) screen.Line("Nothing to recover from: no server is ahead of this database, and it is no copy.", Tone.Good);
        foreach (var hold in recovery.Holds) screen.Line(hold.Text, Tone.Bad);
        if (recovery.Holds.Any(h => h.Kind == "copy"))
            screen.Line("If the original still runs, accept nothing: stop this control plane and its workers.", Tone.Doubt);
        foreach (var line in Summary(recovery)) screen.Line(line);
        if (recovery.Holds.Count > 0) screen.Line($"next: fleet check all; fleet recover; then fleet recover --accept{Options(recovery)} --reason \"...\"");
    }

    public static IEnumerable<string> Summary(Recovery recovery) =>
        [.. recovery.Servers.SelectMany(Of), $"{recovery.Servers.Count(s => s.Plan.Changes.Count > 0)} of {recovery.Servers.Count} servers would be changed.", .. Unseen(recovery)];

    private static IEnumerable<string> Unseen(Recovery recovery)
    {
        if (recovery.Holds.Count > 0 && recovery.Servers.Count(s => !s.Seen) is > 0 and var unseen)
            yield return $"{unseen} not seen since: look at them first, or accept them unseen: --unseen {unseen}";
    }

    private static string Options(Recovery recovery) =>
        (recovery.Holds.Any(h => h.Kind == "copy") ? " --original gone" : "")
        + (recovery.Servers.Count > Headers.MostUnexpected ? $" --expect {recovery.Servers.Count}" : "");

    private static IEnumerable<string> Of(RecoveryServer server)
    {
        yield return $"{server.Plan.Name}{(server.Ahead is { } ahead ? $": {ahead}" : "")}";
        if (!server.Seen) yield return "  not seen since: what is there now is not known";
        foreach (var line in server.Plan.Changes.SelectMany(PlanText.Lines)) yield return $"  {line.Sign} {line.Text}";
        if (server.Plan.Changes.Count > 0 && server.Plan.Enforcement != "enforce")
            yield return $"  enforcement is {server.Plan.Enforcement}: would be reported as drift, not changed";
        foreach (var account in server.UnknownAccounts) yield return $"  = account {account} stays; this database does not know it";
        if (server is { Seen: true, Plan.Changes.Count: 0 } && server.Plan.Unsupported is null) yield return "  nothing would be undone";
        if (server.Plan.Unsupported is { } why) yield return $"  {why}";
    }
}
