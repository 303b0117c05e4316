using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Epochs;

internal static class BackupCommand
{
    public static Command Command()
    {
        var verb = new Verb(
            "backup",
            "Every file and table to keep, with the commands that keep them and bring them back.",
            "fleet backup",
            "fleet backup -o json");
        verb.Runs(Run);
        return verb;
    }

    private static async Task<ExitCode> Run(Call call)
    {
        call.Show(await call.Client.Recovery.Backup(call.Ct), ApiJson.Default.BackupList, Write);
        return ExitCode.Done;
    }

    private static void Write(Screen screen, BackupList backup)
    {
        foreach (var item in backup.Items)
        {
            screen.Line($"{item.What}: {item.Where}{(item.Apart ? "  (a secret: encrypt it, and keep it apart from the dump)" : "")}");
            screen.Line($"  {item.Keep}");
            screen.Line($"  without it: {item.Lost}", Tone.Faint);
            if (item.Tables is { } tables) screen.Line($"  {tables.Count} tables: {string.Join(' ', tables)}", Tone.Faint);
        }

        screen.Line("To have it again:");
        foreach (var line in backup.Restore) screen.Line($"  {line}");
    }
}
