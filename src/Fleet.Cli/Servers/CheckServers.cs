using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

internal static class CheckServers
{
    public static Command Command()
    {
        var selector = Arguments.OptionalSelector();
        var verb = CommandOptions.AddTo(new Verb(
            "check",
            "Look at servers now, and probe them from outside. Where enforcement is on, what is found is repaired as always.",
            "fleet check",
            "fleet check name=meet-07") { selector });
        verb.Runs(call => call.Carry(headers =>
            call.Client.Servers.Check(new CheckRequest(call.Get(selector), call.Get(CommandOptions.Expect)), headers, call.Ct)));
        return verb;
    }
}
