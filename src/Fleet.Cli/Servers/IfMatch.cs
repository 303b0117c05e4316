using System.CommandLine;

namespace Fleet.Cli.Servers;

internal static class IfMatch
{
    public static readonly Option<long?> Option = new("--if-generation")
    {
        Description = "refuse if the server has been changed since this generation",
        HelpName = "N",
    };
}
