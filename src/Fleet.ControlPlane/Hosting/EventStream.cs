using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fleet.Contracts.Api;

namespace Fleet.ControlPlane.Hosting;

/// <summary>Server-sent events, with a comment now and then so that the reader knows a quiet stream from a dead one.</summary>
public sealed class EventStream(Func<EventStreamWriter, CancellationToken, Task> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.Body.FlushAsync(httpContext.RequestAborted);
        try
        {
            await write(new EventStreamWriter(response), httpContext.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or Npgsql.NpgsqlException)
        {
            // The reader went away, or the database did: the stream ends, and whoever wants to know more connects again.
        }
    }
}

public sealed class EventStreamWriter(HttpResponse response)
{
    /// <summary>Half the time after which readers take the stream for dead.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(StreamEvents.HeartbeatSeconds / 2.0);

    public async Task Event<T>(string name, T data, JsonTypeInfo<T> info, CancellationToken stop, string? id = null) =>
        await Write($"{(id is null ? "" : $"id: {id}\n")}event: {name}\ndata: {JsonSerializer.Serialize(data, info)}\n\n", stop);

    public Task Alive(CancellationToken stop) => Write(": alive\n\n", stop);

    private async Task Write(string text, CancellationToken stop)
    {
        await response.WriteAsync(text, stop);
        await response.Body.FlushAsync(stop);
    }
}
