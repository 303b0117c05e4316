using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Users;

internal static class EnableUser
{
    public static Command Command()
    {
        var name = Arguments.User();
        var verb = CommandOptions.AddTo(new Verb(
            "enable",
            "Let a disabled user log in again, with the same password.",
            "fleet users enable alice") { name });
        verb.Runs(async call =>
        {
            var meant = await Confirmation.OfPlan(call, new PlanRequest(User: new UserPlan(call.Get(name), "enable")), $"Enable {call.Get(name)}");
            return await call.Carry(headers => call.Client.Users.Enable(call.Get(name), headers, call.Ct), expect: meant);
        });
        return verb;
    }
}
