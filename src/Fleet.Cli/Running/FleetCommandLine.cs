using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Fleet.Cli.Audit;
using Fleet.Cli.Commands;
using Fleet.Cli.Drift;
using Fleet.Cli.Epochs;
using Fleet.Cli.Holds;
using Fleet.Cli.Operators;
using Fleet.Cli.Output;
using Fleet.Cli.Plans;
using Fleet.Cli.Servers;
using Fleet.Cli.Users;

namespace Fleet.Cli.Running;

internal static class FleetCommandLine
{
    public static int Run(string[] args)
    {
        var terminal = Terminal.Process;
        var parsed = Build().Parse(args);
        if (PasswordOptions.RefuseArgument(parsed) is { } refusal)
            return (int)Runner.Fail(terminal, parsed.GetValue(CommonOptions.Output), refusal);
        if (parsed.Action is not ParseErrorAction failed) return parsed.Invoke(Printing(terminal.Out, terminal.Error));
        (failed.ShowHelp, failed.ShowTypoCorrections) = (false, true);
        var errors = new SafeErrors(terminal.Error);
        var code = parsed.Invoke(Printing(errors, errors));
        errors.WriteLine($"next: {string.Join(' ', Path(parsed.CommandResult.Command))} --help");
        return code;
    }

    private static InvocationConfiguration Printing(TextWriter output, TextWriter error) =>
        new() { Output = output, Error = error, ProcessTerminationTimeout = TimeSpan.FromSeconds(5), EnableDefaultExceptionHandler = false };

    public static RootCommand Build()
    {
        var root = new RootCommand("Manages who may open and join rooms on many Jitsi Meet servers.")
        {
            LockDown.Command(),
            RegisterUser.Command(),
            CheckServers.Command(),
            PlanCommand.Command(),
            RevertCommand.Command(),
            FollowCommand.Command(),
            RecoverCommand.Command(),
            BackupCommand.Command(),
            PauseCommand.Command(),
            ResumeCommand.Command(),
            ShowDrift.Command(),
            ShowAudit.Command(),
            ShowEvents.Command(),
            ServersNoun.Command(),
            UsersNoun.Command(),
            OperatorsNoun.Command(),
        };
        root.Add(CommonOptions.Output);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "show this";
        root.Options.OfType<VersionOption>().Single().Description = "show the version";
        help.Action = new HelpText((HelpAction)help.Action!);
        return root;
    }

    private static IEnumerable<string> Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Path(parent).Append(command.Name) : ["fleet"];
}
