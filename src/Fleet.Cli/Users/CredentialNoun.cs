using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Users;

/// <summary>What becomes of a password that its user changed on a server.</summary>
internal static class CredentialNoun
{
    public static Command Command() => new Noun(
        "credential",
        "Settle a password that a user changed on a server: reset it to the one that Fleet knows, or keep it.",
        "fleet users credential keep alice --on name=meet-07")
    {
        Verb("reset", "Put the password that Fleet knows again.", "Reset the password of {0}"),
        Verb("keep", "Take the password that the user has on a server over, for that server.", "Keep the password of {0} as it is there"),
    };

    private static Verb Verb(string action, string description, string what)
    {
        var (name, on) = (Arguments.User(), Arguments.OnNow());
        var verb = CommandOptions.AddTo(new Verb(
            action, description, $"fleet users credential {action} alice --on name=meet-07") { name, on });
        verb.Runs(call => Run(call, call.Get(name), action, call.Get(on)!, string.Format(null, what, call.Get(name))));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string name, string action, string selector, string what)
    {
        var servers = await Confirmation.OfSelector(call, selector, what);
        var request = new UserCredentialRequest(action, selector, call.Get(CommandOptions.Expect), servers);
        return await call.Carry(headers => call.Client.Users.ChangeCredential(name, request, headers, call.Ct));
    }
}
