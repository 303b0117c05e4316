using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Holds;

/// <summary>Lets the servers of a command go on that wait for another one, or that it did not touch because it stopped.</summary>
internal static class ResumeChange
{
    public static readonly Option<Guid?> OfCommand = new("--command")
    {
        Description = "instead: let the servers of that command go on that wait for the proof on another one, or that it did not touch since it stopped",
        HelpName = "COMMAND",
    };

    /// <summary>Waits for the command that goes on, not for its own.</summary>
    public static async Task<ExitCode> Run(Call call, Guid id)
    {
        var expect = await Confirm(call, id);
        var accepted = await call.Client.Commands.Resume(id, CommandOptions.Headers(call) with { Expect = expect }, call.Ct);
        if (call.Has(CommandOptions.NoWait))
        {
            call.Show(new(accepted, null, TimedOut: false), ResultJson.Default.CommandResult, ResultText.Write);
            return ExitCode.Done;
        }
        var (status, timedOut) = await new CommandWatch(call, id).Run(CommandOptions.Timeout(call));
        call.Show(status, ApiJson.Default.CommandStatus, StatusText.Write);
        if (timedOut) call.Note($"timed out waiting; the command goes on. next: fleet follow {id}");
        return timedOut ? ExitCode.StillGoingOn : ExitCodes.Of(accepted, status);
    }

    // Who was shown a number is held to it.
    private static async Task<int?> Confirm(Call call, Guid id)
    {
        var expect = call.Get(CommandOptions.Expect);
        if (call.Get(CommandOptions.Yes) || !call.Terminal.Interactive) return expect;
        var waiting = (await call.Client.Commands.Get(id, call.Ct)).Staged?.Waiting;
        await Confirmation.OfServer(call, $"Let command {id} go on without further proof; servers that wait: {waiting ?? 0}");
        return expect ?? waiting;
    }
}
