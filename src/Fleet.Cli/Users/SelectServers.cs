using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Users;

internal static class SelectServers
{
    public static Command Command()
    {
        var (name, on) = (Arguments.User(), Arguments.On());
        var verb = CommandOptions.AddTo(new Verb(
            "select",
            "Change on which servers a user may log in; what is gained and lost is shown first.",
            "fleet users select alice --on 'env in (prod,stage)'") { name, on });
        verb.Runs(call => Run(call, call.Get(name), call.Get(on)!));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string name, string selector)
    {
        var meant = await Confirmation.OfPlan(call, new PlanRequest(User: new UserPlan(name, "select", selector)), $"Change the servers of {name}");
        return await call.Carry(headers => call.Client.Users.Select(name, selector, headers, call.Ct), expect: meant);
    }
}
