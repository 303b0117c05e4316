using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

internal static class TakeOverServer
{
    public static Command Command()
    {
        var name = Arguments.Server();
        var verb = new Verb(
            "take-over",
            "A host obeys one fleet, and one database of it: what its root must run there so that it obeys this one. Fleet goes on by itself then.",
            "fleet servers take-over meet-1") { name };
        verb.Runs(async call =>
        {
            var server = await call.Client.Servers.Get(call.Get(name), call.Ct);
            call.Show(server, ApiJson.Default.ServerDetail, TakeOverText.Write);
            return server.TakeOver is null ? ExitCode.Done : ExitCode.NeedsApproval;
        });
        return verb;
    }
}
