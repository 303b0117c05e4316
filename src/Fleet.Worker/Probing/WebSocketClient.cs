using System.Net.WebSockets;
using System.Text;
using Fleet.Jitsi.Probing;

namespace Fleet.Worker.Probing;

/// <summary>Carries a probe's conversation over a WebSocket of its own: a message per step, bounded in size and time.</summary>
internal sealed class WebSocketClient(ProbeConnection connection)
{
    private readonly Uri _url = new($"wss://{connection.Domain}:{connection.Port}/xmpp-websocket?room=probe");

    public async Task<T> RunAsync<T>(ProbeStep<T> step, ProbeDeadline deadline)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        socket.Options.SetRequestHeader("Host", connection.Domain);
        // as a browser on the domain's own page: Prosody 0.11 lets in no others
        socket.Options.SetRequestHeader("Origin", $"https://{connection.Domain}");
        socket.Options.CollectHttpResponseDetails = true;
        while (step is ProbeStep<T>.Send send) step = send.Next(await SayAsync(socket, send.Body, deadline));
        return ((ProbeStep<T>.Done)step).Outcome;
    }

    private async Task<ProbeReply> SayAsync(ClientWebSocket socket, string message, ProbeDeadline deadline)
    {
        using var time = deadline.For(BoshClient.RequestTimeout);
        try
        {
            if (socket.State == WebSocketState.None) await socket.ConnectAsync(_url, connection.Http, time.Token);
            var bytes = Encoding.UTF8.GetBytes(message);
            if (bytes.Length > 0) await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, time.Token);
            return await ReceiveAsync(socket, time.Token);
        }
        catch (Exception e) when (IsCut(e) && time.Token.IsCancellationRequested && time.IsTimeout)
        {
            return new ProbeReply.NotReached(time.Passed);
        }
        catch (WebSocketException) when ((int)socket.HttpStatusCode is not (0 or ProbeReply.Message))
        {
            return new ProbeReply.Answered((int)socket.HttpStatusCode, "");
        }
        catch (Exception e) when (ProbeErrors.IsOfTheWay(e))
        {
            return ProbeErrors.Reply(e);
        }
    }

    // A cancelled WebSocket is an aborted one, and may say the one or the other.
    private static bool IsCut(Exception e) => e is OperationCanceledException or WebSocketException;

    private static async Task<ProbeReply> ReceiveAsync(ClientWebSocket socket, CancellationToken stop)
    {
        var message = new byte[ProbeReply.LongestBody + 1];
        for (var length = 0; length < message.Length;)
        {
            var part = await socket.ReceiveAsync(message.AsMemory(length), stop);
            if (part.MessageType == WebSocketMessageType.Close) return new ProbeReply.NotReached("the server closed the WebSocket");
            length += part.Count;
            if (part.EndOfMessage) return new ProbeReply.Answered(ProbeReply.Message, Encoding.UTF8.GetString(message, 0, length));
        }

        return new ProbeReply.NotReached($"the message is longer than {ProbeReply.LongestBody} bytes");
    }
}
