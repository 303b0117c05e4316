using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Users;

internal static class RemoveUser
{
    public static Command Command()
    {
        var name = Arguments.User();
        var verb = CommandOptions.AddTo(new Verb(
            "remove",
            "Remove a user and every account of theirs. Should one come back, from a backup say, it is reported.",
            "fleet users remove alice --reason left") { name });
        verb.Runs(async call =>
        {
            var meant = await Confirmation.OfPlan(call, new PlanRequest(User: new UserPlan(call.Get(name), "remove")), $"Remove {call.Get(name)}");
            return await call.Carry(headers => call.Client.Users.Remove(call.Get(name), headers, call.Ct), expect: meant);
        });
        return verb;
    }
}
