using System.Net;
using System.Net.Sockets;

namespace Fleet.IntegrationTests.TestBed;

/// <summary>
/// Carries the bytes of TCP connections from a loopback port to one address. While it is cut nothing arrives on either side and nothing is
/// closed, as in a network that drops every packet; what was under way arrives when it is joined.
/// </summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly (string Host, int Port) _target;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private TaskCompletionSource _joined = new();

    public TcpRelay(string host, int port)
    {
        _target = (host, port);
        _joined.SetResult();
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Accept();
    }

    public int Port { get; }

    public void Cut() => Volatile.Write(ref _joined, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Join() => Volatile.Read(ref _joined).TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private Task Passing => Volatile.Read(ref _joined).Task.WaitAsync(_stop.Token);

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(Carry(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        finally
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task Carry(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await Passing;
                await far.ConnectAsync(_target.Host, _target.Port, _stop.Token);
                await Task.WhenAll(Pump(near, far), Pump(far, near));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // one side is gone: closing both tells the other
            }
        }
    }

    private async Task Pump(TcpClient from, TcpClient to)
    {
        var bytes = new byte[16 * 1024];
        int read;
        while ((read = await from.GetStream().ReadAsync(bytes, _stop.Token)) > 0)
        {
            await Passing;
            await to.GetStream().WriteAsync(bytes.AsMemory(0, read), _stop.Token);
        }

        await Passing;
        to.Client.Shutdown(SocketShutdown.Send);
    }
}
