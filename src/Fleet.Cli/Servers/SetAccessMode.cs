using System.CommandLine;
using Fleet.Cli.Running;

namespace Fleet.Cli.Servers;

internal static class SetAccessMode
{
    public static Argument<string> Mode()
    {
        var mode = new Argument<string>("MODE")
        {
            Description = "open (anyone opens rooms), members (only users, nobody else even joins), "
                + "guests (users open rooms, guests may join; restarts Jicofo where it does not yet ask for a login)",
        };
        mode.AcceptOnlyFromAmong("open", "members", "guests");
        return mode;
    }

    public static Command Command()
    {
        var (selector, mode) = (Arguments.Selector(), Mode());
        var verb = CommandOptions.AddTo(AccessOptions.AddTo(new Verb(
            "access",
            "Set who may open a room.",
            "fleet servers access env=prod members",
            "fleet servers access name=meet-03 guests",
            "fleet servers access name=meet-07 open --reason \"public event\"") { selector, mode }));
        verb.Runs(call => AccessOptions.Set(call, call.Get(selector), call.Get(mode), $"Set the access mode to {call.Get(mode)}"));
        return verb;
    }
}
