using Fleet.Contracts.Api;
using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Npgsql;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Fleet.ControlPlane.Commands;

public static class CommandEndpoints
{
    // Claims are not notified: how soon "a worker is at it" is seen.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    [WolverineGet(Routes.Command)]
    [ProducesResponseType<CommandStatus>(StatusCodes.Status200OK)]
    public static async Task<IResult> Get(Guid id, CommandTracker tracker, CancellationToken stop) =>
        await tracker.Find(id, stop) is { } status ? TypedResults.Json(status, ApiJson.Default.CommandStatus) : Problems.From(new CommandUnknown(id));

    [WolverineGet(Routes.CommandEvents)]
    public static async Task<IResult> Events(Guid id, NpgsqlDataSource database, CommandTracker tracker, Signals signals, TimeProvider time, CancellationToken stop)
    {
        if (await CommandLog.Find(database, id, stop) is not { } command)
            return Problems.From(new CommandUnknown(id));
        return new EventStream((writer, reader) => Follow(command, tracker, signals, writer, time, reader));
    }

    private static async Task Follow(LoggedCommand command, CommandTracker tracker, Signals signals, EventStreamWriter writer, TimeProvider time, CancellationToken stop)
    {
        var told = new Dictionary<string, CommandProgress>();
        string? stage = null;
        var lastWrite = time.GetTimestamp();
        while (true)
        {
            var next = signals.Next(Signals.Changes);
            var status = await tracker.Status(command, stop);
            if (status.Staged is { } staged && staged.Text != stage)
            {
                stage = staged.Text;
                await writer.Event(StreamEvents.Staged, staged, ApiJson.Default.StagedProgress, stop);
                lastWrite = time.GetTimestamp();
            }
            foreach (var progress in status.Servers.Where(p => told.GetValueOrDefault(p.Server) != p))
            {
                await writer.Event(StreamEvents.Progress, told[progress.Server] = progress, ApiJson.Default.CommandProgress, stop);
                lastWrite = time.GetTimestamp();
            }
            if (status.Finished)
            {
                await writer.Event(StreamEvents.Finished, status, ApiJson.Default.CommandStatus, stop);
                return;
            }
            if (time.GetElapsedTime(lastWrite) >= EventStreamWriter.Heartbeat)
            {
                await writer.Alive(stop);
                lastWrite = time.GetTimestamp();
            }
            await Signals.Paced(next, Look, time, stop);
        }
    }
}
