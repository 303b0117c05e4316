using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Users;

internal static class ListUsers
{
    public static Command Command()
    {
        var verb = new Verb("list", "List users.", "fleet users list", "fleet users list -o json");
        verb.Runs(async call =>
        {
            call.Show(await call.Client.Users.List(call.Ct), ApiJson.Default.IReadOnlyListUserSummary, UserText.Write);
            return ExitCode.Done;
        });
        return verb;
    }
}
