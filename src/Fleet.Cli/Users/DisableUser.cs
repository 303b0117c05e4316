using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Users;

internal static class DisableUser
{
    public static Command Command()
    {
        var name = Arguments.User();
        var verb = CommandOptions.AddTo(new Verb(
            "disable",
            "Lock a user out everywhere: no account lets the user in, sessions end; registration and selector stay for enable.",
            "fleet users disable alice --reason \"on leave\"") { name });
        verb.Runs(async call =>
        {
            var meant = await Confirmation.OfPlan(call, new PlanRequest(User: new UserPlan(call.Get(name), "disable")), $"Disable {call.Get(name)}");
            return await call.Carry(headers => call.Client.Users.Disable(call.Get(name), headers, call.Ct), expect: meant);
        });
        return verb;
    }
}
