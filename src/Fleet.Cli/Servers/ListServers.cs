using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

internal static class ListServers
{
    public static Command Command()
    {
        var selector = Arguments.OptionalSelector();
        var retired = new Option<bool>("--retired") { Description = "retired servers too" };
        var verb = new Verb(
            "list",
            "List servers with what is known of them.",
            "fleet servers list",
            "fleet servers list 'region in (eu,us)' -o json") { selector, retired };
        verb.Runs(async call =>
        {
            var servers = await call.Client.Servers.List(call.Get(selector), call.Get(retired), call.Ct);
            call.Show(servers, ApiJson.Default.IReadOnlyListServerSummary, ServerTable.Write);
            return ExitCode.Done;
        });
        return verb;
    }
}
