using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Fleet.Contracts.Api.Client;

public sealed record StreamEvent(string Name, string Data, string? Id)
{
    public T Read<T>(JsonTypeInfo<T> info)
    {
        try
        {
            return JsonSerializer.Deserialize(Data, info) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new ProblemException(new($"The control plane's event '{Name}' can't be read", 200, "unexpected-answer", e.Message));
        }
    }
}

/// <summary>Server-sent events that outlive their connection: a stream that breaks or falls silent is opened again after its last event.</summary>
internal sealed class EventStream(ApiHttp api, string route, Action<string>? onReconnect, string? after = null)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(4 * StreamEvents.HeartbeatSeconds);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private string? lastId = after;

    public async IAsyncEnumerable<StreamEvent> Read([EnumeratorCancellation] CancellationToken ct)
    {
        var pause = TimeSpan.FromMilliseconds(100);
        while (true)
        {
            await using var events = Connection(ct).GetAsyncEnumerator(ct);
            while (await Next(events, ct))
            {
                pause = TimeSpan.FromMilliseconds(100);
                lastId = events.Current.Id ?? lastId;
                if (events.Current.Name == StreamEvents.Refused) throw new ProblemException(events.Current.Read(ApiJson.Default.Problem));
                yield return events.Current;
            }

            await Task.Delay(pause, ct);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    private async Task<bool> Next(IAsyncEnumerator<StreamEvent> events, CancellationToken ct)
    {
        try
        {
            if (await events.MoveNextAsync()) return true;
            onReconnect?.Invoke("the stream ended");
        }
        catch (Exception e) when (ApiHttp.IsTransport(e) && !ct.IsCancellationRequested)
        {
            onReconnect?.Invoke(e is OperationCanceledException ? $"nothing heard for {Silence.TotalSeconds:0} s" : e.Message);
        }

        return false;
    }

    private async IAsyncEnumerable<StreamEvent> Connection([EnumeratorCancellation] CancellationToken ct)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(ct);
        silence.CancelAfter(Silence);
        await using var stream = await api.Open(route, lastId, silence.Token);
        var reader = new EventReader(stream);
        while (await reader.Next(() => silence.CancelAfter(Silence), silence.Token) is { } next) yield return next;
    }
}
