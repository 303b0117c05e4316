using System.CommandLine;
using Fleet.Cli.Preparing;
using Fleet.Cli.Running;

namespace Fleet.Cli.Servers;

internal static class ServersNoun
{
    public static Command Command() => new Noun(
        "servers",
        "Enrol, prepare, show and change Jitsi servers.",
        "fleet servers enroll meet-1 --domain meet.example.org --ssh 192.0.2.10 --label env=prod",
        "fleet servers prepare meet-1",
        "fleet servers list env=prod")
    {
        EnrollServer.Command(),
        PrepareServer.Command(),
        AdoptServer.Command(),
        ListServers.Command(),
        ShowServer.Command(),
        SetAccessMode.Command(),
        SetEnforcement.Command(),
        AccountsNoun.Command(),
        VersionNoun.Command(),
        SetCanary.Command(),
        RelabelServer.Command(),
        MoveServer.Command(),
        ReplaceServer.Command(),
        TakeOverServer.Command(),
        RetireServer.Command(),
        PinHostKey.Command(),
    };
}
