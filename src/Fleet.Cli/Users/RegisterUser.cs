using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Users;

internal static class RegisterUser
{
    public static Command Command()
    {
        var (name, on) = (Arguments.User(), Arguments.On());
        var verb = new Verb(
            "register",
            "Let a person log in on the servers that the selector matches, now and later.",
            "fleet register alice --on all",
            "fleet register bob --on 'env=prod,region in (eu,us)' --generate",
            "pass show jitsi/carol | fleet register carol --on name=meet-07 --password-stdin") { name, on };
        PasswordOptions.AddTo(CommandOptions.AddTo(verb));
        verb.Runs(call => Run(call, call.Get(name), call.Get(on)!));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string name, string selector)
    {
        var meant = await Confirmation.OfPlan(call, new PlanRequest(User: new UserPlan(name, "register", selector)), $"Register {name}");
        var request = new RegisterUserRequest(name, selector, await PasswordOptions.Take(call, name));
        return await call.Carry(headers => PasswordOptions.Keep(call, call.Client.Users.Register(request, headers, call.Ct)), expect: meant);
    }
}
