using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

internal static class ShowServer
{
    public static Command Command()
    {
        var name = Arguments.Server();
        var verb = new Verb(
            "show",
            "Show one server: what is desired, what is on disk, in force and seen from outside, its keys, drift and accounts.",
            "fleet servers show meet-1") { name };
        verb.Runs(async call =>
        {
            call.Show(await call.Client.Servers.Get(call.Get(name), call.Ct), ApiJson.Default.ServerDetail, ServerText.Write);
            return ExitCode.Done;
        });
        return verb;
    }
}
