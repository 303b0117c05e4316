using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;

namespace Fleet.Cli.Servers;

internal static class RetireServer
{
    public static Command Command()
    {
        var name = Arguments.Server();
        var verb = CommandOptions.AddTo(new Verb(
            "retire",
            "Let go of a server: no more checks, nothing on it is changed, its history stays.",
            "fleet servers retire meet-1 --reason decommissioned") { name });
        verb.Runs(async call =>
        {
            await Confirmation.OfServer(call, $"Retire {call.Get(name)}: it stays as it is and is no longer looked at");
            return await call.Record(
                headers => call.Client.Servers.Retire(call.Get(name), headers, call.Ct),
                $"on the host, infra/host/install.sh --remove takes fleet-host away");
        });
        return verb;
    }
}
