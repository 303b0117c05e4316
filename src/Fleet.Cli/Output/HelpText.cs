using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Fleet.Cli.Running;

namespace Fleet.Cli.Output;

internal sealed class HelpText(HelpAction inner) : SynchronousCommandLineAction
{
    private static readonly string[] RootExamples =
    [
        "fleet servers list",
        "fleet lockdown env=prod --reason \"abuse, INC-411\"",
        "fleet register alice --on all",
        "fleet drift",
    ];

    private const string ExitCodes = """

        Exit codes:
          0  done and clean          1  error               2  drift found
          3  partly done             4  refused             5  needs approval
          6  timed out waiting; the command goes on

        Environment:
          FLEET_URL         the control plane (default http://127.0.0.1:7420)
          FLEET_TOKEN_FILE  your token (default ~/.config/fleet/token, mode 600)
          NO_COLOR          no colour

        """;

    /// <summary>The parser's own help with the examples in front of the usage.</summary>
    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter();
        configuration.Output = text;
        inner.Invoke(parseResult);
        configuration.Output = output;
        var help = text.ToString();
        var usage = Math.Max(0, help.IndexOf("Usage:", StringComparison.Ordinal));
        output.Write(help[..usage]);
        WriteExamples(output, parseResult.CommandResult.Command);
        output.Write(help[usage..].TrimEnd() + Environment.NewLine);
        if (parseResult.CommandResult.Command is RootCommand) output.Write(ExitCodes);
        return 0;
    }

    private static void WriteExamples(TextWriter output, Command command)
    {
        var examples = command is RootCommand ? RootExamples : (command as IHasExamples)?.Examples ?? [];
        if (examples.Count == 0) return;
        output.WriteLine("Examples:");
        foreach (var example in examples) output.WriteLine($"  {example}");
        output.WriteLine();
    }
}
