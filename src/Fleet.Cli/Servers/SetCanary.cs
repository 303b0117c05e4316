using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;

namespace Fleet.Cli.Servers;

/// <summary>Where Fleet proves to itself that drift is found.</summary>
internal static class SetCanary
{
    private static readonly Option<bool> Off = new("--off") { Description = "it is none any more" };

    public static Command Command()
    {
        var server = Arguments.Server();
        var verb = CommandOptions.AddTo(new Verb(
            "canary",
            "Have Fleet plant a harmless drift on a server every hour, a mark that nothing of Jitsi's reads, and expect its ordinary checks to find it: an "
            + "alert fires when they do not. Needs a reason, an enforced server, and fleet-host 0.4.0; at most 3 servers.",
            "fleet servers canary meet-07 --reason \"proves that drift is found\"",
            "fleet servers canary meet-07 --off") { server, Off });
        verb.Validators.Add(result =>
        {
            if (!result.GetValue(Off) && result.GetValue(CommandOptions.Reason) is null)
                result.AddError("A canary needs a reason: --reason \"proves that drift is found\".");
        });
        verb.Runs(async call =>
        {
            var off = call.Get(Off);
            var name = call.Get(server);
            await Confirmation.OfServer(call, off ? $"Plant no drift on {name} any more" : $"Plant drift on {name}, to see that it is found");
            return await call.Carry(headers => call.Client.Servers.Canary(name, new(off), headers, call.Ct));
        });
        return verb;
    }
}
