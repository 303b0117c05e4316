using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Cli.Servers;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Plans;

/// <summary>What a command would do, server by server; the same arguments as the command itself.</summary>
internal static class PlanCommand
{
    private static readonly Option<bool> Fresh = new("--fresh")
    {
        Description = "look at the servers first, instead of planning on the last observation",
    };

    public static Command Command() => new Noun(
        "plan",
        "Show what a command would do on each server, and change nothing.",
        "fleet plan lockdown env=prod",
        "fleet plan register alice --on all --fresh",
        "fleet plan repair all")
    {
        LockDown(),
        Access(),
        Enforcement(),
        WithSelector("register", "a user's registration"),
        WithSelector("select", "another selector for a user"),
        User("disable", "locking a user out"),
        User("enable", "letting a user in again"),
        User("remove", "a user's removal"),
        PlanAccounts.Credential(Plan),
        PlanAccounts.OfServers(Plan),
        Revert(),
        Repair(),
    };

    private static Verb LockDown()
    {
        var selector = Arguments.Selector();
        return AccessOptions.AddTo(Plan("lockdown", "a lockdown", [selector], [AccessOptions.Emergency],
            call => new PlanRequest(Access: AccessOptions.Request(call, call.Get(selector), "members"))));
    }

    private static Verb Access()
    {
        var (selector, mode) = (Arguments.Selector(), SetAccessMode.Mode());
        return AccessOptions.AddTo(Plan("access", "another access mode", [selector, mode], [],
            call => new PlanRequest(Access: AccessOptions.Request(call, call.Get(selector), call.Get(mode)))));
    }

    private static Verb Enforcement()
    {
        var (selector, mode) = (Arguments.Selector(), SetEnforcement.Mode());
        return Plan("enforcement", "another enforcement", [selector, mode], [SetEnforcement.Until],
            call => new PlanRequest(Enforcement: SetEnforcement.Request(call, call.Get(selector), call.Get(mode))));
    }

    private static Verb WithSelector(string action, string what)
    {
        var (name, on) = (Arguments.User(), Arguments.On());
        return Plan(action, what, [name], [on], call => new PlanRequest(User: new UserPlan(call.Get(name), action, call.Get(on))));
    }

    private static Verb User(string action, string what)
    {
        var name = Arguments.User();
        return Plan(action, what, [name], [], call => new PlanRequest(User: new UserPlan(call.Get(name), action)));
    }

    private static Verb Revert()
    {
        var id = Arguments.Command();
        return Plan("revert", "reverting a command", [id], [], call => new PlanRequest(Revert: call.Get(id)));
    }

    private static Verb Repair()
    {
        var selector = Arguments.Selector();
        return Plan("repair", "enforcing what is desired already", [selector], [], call => new PlanRequest(Repair: call.Get(selector)));
    }

    internal static Verb Plan(string name, string what, Argument[] arguments, Option[] options, Func<Call, PlanRequest> request)
    {
        var verb = new Verb(name, $"What {what} would do.") { Fresh };
        foreach (var argument in arguments) verb.Add(argument);
        foreach (var option in options) verb.Add(option);
        verb.Runs(async call =>
        {
            var plan = await call.Client.Plan(request(call) with { Fresh = call.Get(Fresh) }, call.Ct);
            call.Show(plan, ApiJson.Default.PlanResult, PlanText.Write);
            return ExitCodes.Of(plan);
        });
        return verb;
    }
}
