using System.CommandLine;
using Fleet.Cli.Running;
using Fleet.Cli.Servers;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Plans;

/// <summary>What settling accounts and changed passwords would do.</summary>
internal static class PlanAccounts
{
    public delegate Verb MakePlan(string name, string what, Argument[] arguments, Option[] options, Func<Call, PlanRequest> request);

    public static Noun OfServers(MakePlan plan) => new("accounts", "What settling accounts that no user has would do.")
    {
        Accounts(plan, "ignore", "ignoring accounts"),
        Accounts(plan, "report", "reporting accounts again"),
        Accounts(plan, "remove", "removing accounts"),
    };

    public static Noun Credential(MakePlan plan)
    {
        var (name, on) = (Arguments.User(), Arguments.OnNow());
        return new Noun("credential", "What settling a changed password would do.")
        {
            plan("reset", "putting the password that Fleet knows again", [name], [on],
                call => new PlanRequest(Credential: new(call.Get(name), new UserCredentialRequest("reset", call.Get(on)!)))),
        };
    }

    private static Verb Accounts(MakePlan plan, string action, string what)
    {
        var (selector, accounts) = (Arguments.Selector(), AccountsNoun.Names());
        return plan(action, what, [selector, accounts], [],
            call => new PlanRequest(Accounts: new AccountsRequest(call.Get(selector), action, call.Get(accounts))));
    }
}
