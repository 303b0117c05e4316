using System.CommandLine;

namespace Fleet.Cli.Running;

internal enum OutputFormat
{
    Table,
    Json,
    Csv,
}

internal static class CommonOptions
{
    /// <summary>On every command; csv only where a command says so.</summary>
    public static readonly Option<OutputFormat> Output = new("--output", "-o")
    {
        Description = "table (for people) or json (for programs); audit also takes csv",
        HelpName = "table|json",
        Recursive = true,
    };
}
