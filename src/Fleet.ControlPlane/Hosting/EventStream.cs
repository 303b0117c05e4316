using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Operators;

namespace Fleet.ControlPlane.Hosting;

/// <summary>Server-sent events, with a comment now and then so that the reader knows a quiet stream from a dead one.</summary>
public sealed class EventStream(Func<EventStreamWriter, CancellationToken, Task> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var streams = httpContext.RequestServices.GetRequiredService<OpenStreams>();
        var reader = httpContext.User.Identity?.Name ?? throw new InvalidOperationException("A stream without an operator");
        if (!streams.TryOpen(reader))
        {
            await OpenStreams.TooMany(reader).ExecuteAsync(httpContext);
            return;
        }
        try
        {
            await Send(httpContext, streams);
        }
        finally
        {
            streams.Close(reader);
        }
    }

    private async Task Send(HttpContext http, OpenStreams streams)
    {
        var response = http.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.Body.FlushAsync(http.RequestAborted);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var writer = new EventStreamWriter(response);
        var refused = streams.TokenEnds(http, over.Token);
        var written = Write(writer, over.Token);
        await Task.WhenAny(written, refused);
        await over.CancelAsync();
        await written;
        if (await refused)
            await writer.Event(StreamEvents.Refused, TokenAuthentication.Invalid, ApiJson.Default.Problem, http.RequestAborted);
    }

    private async Task Write(EventStreamWriter writer, CancellationToken stop)
    {
        try
        {
            await write(writer, stop);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or Npgsql.NpgsqlException)
        {
            // The reader went away, or the database or the token did: the stream ends, and whoever wants to know more connects again.
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

    // An event that was begun is written to its end: what stops the stream may still have something to say.
    private async Task Write(string text, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var gone = response.HttpContext.RequestAborted;
        await response.WriteAsync(text, gone);
        await response.Body.FlushAsync(gone);
    }
}
