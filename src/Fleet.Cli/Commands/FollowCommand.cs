using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Commands;

internal static class FollowCommand
{
    public static Command Command()
    {
        var id = Arguments.Command();
        var verb = new Verb(
            "follow",
            "Wait for a command that was sent before, from any terminal.",
            "fleet follow 01978f3e-...") { id, CommandOptions.TimeoutOption };
        verb.Runs(call => Run(call, call.Get(id)));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, Guid id)
    {
        var (status, timedOut) = await new CommandWatch(call, id).Run(CommandOptions.Timeout(call));
        call.Show(status, ApiJson.Default.CommandStatus, StatusText.Write);
        if (!timedOut) return ExitCodes.Of(new CommandAccepted(id, [], [], []), status);
        call.Note($"timed out waiting; the command goes on. next: fleet follow {id}");
        return ExitCode.StillGoingOn;
    }
}
