using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Audit;

internal static class ShowAudit
{
    private static readonly Option<string?> Server = new("--server") { Description = "only this server", HelpName = "SERVER" };
    private static readonly Option<string?> User = new("--user") { Description = "only this user", HelpName = "USER" };
    private static readonly Option<string?> Actor = new("--actor") { Description = "only what this operator did", HelpName = "OPERATOR" };
    private static readonly Option<string?> Type = new("--type")
    {
        Description = "only this type of event, e.g. access-mode-set, drift-detected, command-refused",
        HelpName = "TYPE",
    };
    private static readonly Option<Moment?> Since = Moment.Option("--since", "not before");
    private static readonly Option<Moment?> Until = Moment.Option("--until", "before");
    private static readonly Option<int?> Limit = new("--limit")
    {
        Description = "at most so many entries, the oldest first",
        HelpName = "N",
    };

    public static Command Command()
    {
        var verb = new Verb(
            "audit",
            "Show what was done, by whom and why, and what was found: oldest first. With json, one object per line.",
            "fleet audit --since 24h",
            "fleet audit --server meet-07 --actor alice",
            "fleet audit --since 2025-01-01 --until 2025-04-01 -o csv > q1.csv") { Server, User, Actor, Type, Since, Until, Limit };
        verb.Runs(Run);
        return verb;
    }

    private static async Task<ExitCode> Run(Call call)
    {
        var limit = call.Get(Limit) ?? int.MaxValue;
        var query = new AuditQuery(
            call.Get(Server), call.Get(User), call.Get(Actor), call.Get(Since)?.Before(call.Now), call.Get(Until)?.Before(call.Now), call.Get(Type),
            Limit: Math.Clamp(limit, 1, Paging.MaxSize));
        var writer = new AuditWriter(call.Terminal.Out, call.Format);
        await foreach (var entry in call.Client.Audit.Read(query, call.Ct))
        {
            if (limit-- <= 0) break;
            writer.Write(entry);
        }

        writer.Head();
        return ExitCode.Done;
    }
}
