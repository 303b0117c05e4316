using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Users;

internal static class ShowUser
{
    public static Command Command()
    {
        var name = Arguments.User();
        var verb = new Verb("show", "Show a user and the account on each server.", "fleet users show alice") { name };
        verb.Runs(async call =>
        {
            call.Show(await call.Client.Users.Get(call.Get(name), call.Ct), ApiJson.Default.UserDetail, UserText.Write);
            return ExitCode.Done;
        });
        return verb;
    }
}
