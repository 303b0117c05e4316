using System.CommandLine;
using Fleet.Cli.Running;

namespace Fleet.Cli.Servers;

internal static class PrepareServer
{
    public static Command Command() => new Verb("prepare", "x");
}
