using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Audit;

internal static class ShowEvents
{
    private static readonly Option<Moment?> Since = Moment.Option("--since", "begin here [default: an hour ago; with --follow now]");
    private static readonly Option<bool> Follow = new("--follow", "-f") { Description = "stay, and show what happens" };

    public static Command Command()
    {
        var verb = new Verb(
            "events",
            "Show what happens, as it happens.",
            "fleet events --follow",
            "fleet events --since 10m --follow -o json") { Since, Follow };
        verb.Runs(Run);
        return verb;
    }

    private static async Task<ExitCode> Run(Call call)
    {
        var writer = new AuditWriter(call.Terminal.Out, call.Format);
        string? last = null;
        if (call.Get(Since) is not null || !call.Get(Follow))
        {
            var since = call.Get(Since)?.Before(call.Now) ?? call.Now.AddHours(-1);
            await foreach (var entry in call.Client.Audit.Read(new AuditQuery(Since: since), call.Ct))
            {
                writer.Write(entry);
                last = entry.Cursor;
            }
        }

        if (!call.Get(Follow)) return ExitCode.Done;
        await foreach (var entry in call.Client.Audit.Follow(last, why => call.Note($"connection lost ({why}); trying again"), call.Ct)) writer.Write(entry);
        return ExitCode.Done;
    }
}
