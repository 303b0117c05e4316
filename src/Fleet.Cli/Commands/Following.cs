using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Commands;

/// <summary>Sends a command and stays with it until every server is proven to be as commanded.</summary>
internal static class Following
{
    public static async Task<ExitCode> Carry(
        this Call call, Func<CommandHeaders, Task<CommandAccepted>> send, long? ifMatch = null, int? expect = null, bool emergency = false)
    {
        var clock = emergency ? new EmergencyClock() : null;
        var accepted = await send(CommandOptions.Headers(call, ifMatch) with { Expect = expect });
        if (!call.Has(CommandOptions.NoWait) && accepted.Servers.Any(s => s.Outcome != CommandOutcome.Refused))
            return await Wait(call, accepted, clock);
        call.Show(new(accepted, null, TimedOut: false), ResultJson.Default.CommandResult, ResultText.Write);
        return ExitCodes.Of(accepted);
    }

    /// <summary>For a command that changes nothing on a server: there is nothing to prove.</summary>
    public static async Task<ExitCode> Record(this Call call, Func<CommandHeaders, Task<CommandAccepted>> send, string? next = null)
    {
        var accepted = await send(CommandOptions.Headers(call));
        call.Show(new(accepted, null, TimedOut: false), ResultJson.Default.CommandResult, ResultText.Write);
        if (next is not null) call.Note($"next: {next}");
        return ExitCodes.Of(accepted);
    }

    private static async Task<ExitCode> Wait(Call call, CommandAccepted accepted, EmergencyClock? clock)
    {
        var (status, timedOut) = await new CommandWatch(call, accepted.CommandId, clock).Run(CommandOptions.Timeout(call));
        call.Show(new(accepted, status, timedOut), ResultJson.Default.CommandResult, ResultText.Write);
        if (clock is not null) call.Note(clock.Ended(status));
        if (!timedOut) return ExitCodes.Of(accepted, status);
        call.Note($"timed out waiting; the command goes on. next: fleet follow {accepted.CommandId}");
        return ExitCode.StillGoingOn;
    }
}
