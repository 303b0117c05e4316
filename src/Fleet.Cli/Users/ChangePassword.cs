using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;

namespace Fleet.Cli.Users;

internal static class ChangePassword
{
    public static Command Command()
    {
        var name = Arguments.User();
        var verb = new Verb(
            "passwd",
            "Give a user another password, on every server.",
            "fleet users passwd alice",
            "fleet users passwd alice --generate --reason \"lost laptop\"") { name };
        PasswordOptions.AddTo(CommandOptions.AddTo(verb));
        verb.Runs(async call =>
        {
            var password = await PasswordOptions.Take(call, call.Get(name));
            return await call.Carry(headers => PasswordOptions.Keep(call, call.Client.Users.SetPassword(call.Get(name), password, headers, call.Ct)));
        });
        return verb;
    }
}
