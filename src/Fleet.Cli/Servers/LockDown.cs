using System.CommandLine;
using Fleet.Cli.Running;

namespace Fleet.Cli.Servers;

internal static class LockDown
{
    public static Command Command()
    {
        var selector = Arguments.Selector();
        var verb = CommandOptions.AddTo(AccessOptions.AddTo(new Verb(
            "lockdown",
            "Let only users in: nobody joins a room without login. Same as: fleet servers access SELECTOR members.",
            "fleet plan lockdown env=prod",
            "fleet lockdown env=prod --reason \"abuse, INC-411\"",
            "fleet lockdown name=meet-07 --evict",
            "fleet lockdown all --emergency --expect 60 --reason \"credentials leaked, INC-412\"") { selector, AccessOptions.Emergency }));
        verb.Runs(call => AccessOptions.Set(call, call.Get(selector), "members", "Lock down"));
        return verb;
    }
}
