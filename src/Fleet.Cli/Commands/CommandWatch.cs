using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Commands;

/// <param name="clock">Of an emergency; null = it is none.</param>
internal sealed class CommandWatch(Call call, Guid id, EmergencyClock? clock = null)
{
    private readonly ProgressLines lines = new(call.Terminal, clock is null ? ProgressLines.ByState : clock.Count);

    public async Task<(CommandStatus Status, bool TimedOut)> Run(TimeSpan timeout)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(call.Ct);
        deadline.CancelAfter(timeout);
        try
        {
            await foreach (var update in call.Client.Commands.Watch(id, lines.Lost, deadline.Token))
            {
                if (update.Finished is { } status) return (status, false);
                if (update.Staged is { } staged) lines.Show(staged);
                if (update.Progress is { } progress) lines.Show(progress);
            }
        }
        catch (OperationCanceledException)
        {
            if (call.Ct.IsCancellationRequested) call.Note($"stopped waiting; the command goes on. next: fleet follow {id}");
        }
        finally
        {
            lines.End();
        }

        call.Ct.ThrowIfCancellationRequested();
        return (await call.Client.Commands.Get(id, call.Ct), true);
    }
}
