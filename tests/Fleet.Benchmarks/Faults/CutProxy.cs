using System.Net;
using System.Net.Sockets;

namespace Fleet.Benchmarks.Faults;

/// <summary>The way from one worker to the database. Cut, it goes silent: nothing is closed, nothing arrives, as with a pulled cable.</summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _database;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _joined = Joined();

    public CutProxy(int databasePort)
    {
        _database = databasePort;
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Cut() => _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Join() => _joined.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Join();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private static TaskCompletionSource Joined()
    {
        var joined = new TaskCompletionSource();
        joined.SetResult();
        return joined;
    }

    private async Task Accept()
    {
        var open = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                open.Add(Serve(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }
        await Task.WhenAll(open);
    }

    private async Task Serve(TcpClient worker)
    {
        using var database = new TcpClient();
        try
        {
            await database.ConnectAsync(IPAddress.Loopback, _database, _stop.Token);
            await Task.WhenAny(Copy(worker.GetStream(), database.GetStream()), Copy(database.GetStream(), worker.GetStream()));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // One end has gone; the other one learns it from the close below.
        }
        finally
        {
            worker.Dispose();
        }
    }

    private async Task Copy(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, _stop.Token) is var read and > 0)
        {
            await _joined.Task;
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
