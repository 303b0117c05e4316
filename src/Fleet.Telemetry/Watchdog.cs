using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fleet.Telemetry;

/// <summary>
/// Asks for /health/live as anybody would, and tells systemd while it is answered. A program that is stuck is then ended, by systemd or, where there
/// is none, by itself; what is merely not ready goes on. On a thread of its own: it must notice when no other gets to work.
/// </summary>
public sealed partial class Watchdog(TelemetryListener listener, WatchdogOptions options, Action<string> end, ILogger<Watchdog> log)
    : IHostedService, IDisposable
{
    private const int Misses = 3;
    private readonly ManualResetEventSlim _stop = new();
    private readonly TimeSpan _period = options.Silence / (Misses + 1);
    private Thread? _thread;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread = new(Watch) { IsBackground = true, Name = "watchdog" };
        _thread.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Set();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _stop.Set();
        _thread?.Join();
        _stop.Dispose();
    }

    private void Watch()
    {
        for (var missed = 0; missed < Misses; _stop.Wait(_period))
        {
            if (_stop.IsSet) return;
            missed = IsAlive() ? 0 : missed + 1;
            if (missed == 0) Tell();
            else Missed(log, missed, Misses);
        }
        if (!_stop.IsSet) end($"not alive for {options.Silence.TotalSeconds:0} s: /health/live does not answer. It is restarted by whatever started it");
    }

    private bool IsAlive() => listener.Url is { } url ? Liveness.Answers(url, _period) : Task.Run(() => true).Wait(_period);

    // As sd_notify does it; whoever gets nothing has its own way to find out.
    private void Tell()
    {
        if (options.Socket is not { } path) return;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { SendTimeout = (int)_period.TotalMilliseconds };
            socket.SendTo("WATCHDOG=1"u8, new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
        }
        catch (SocketException e)
        {
            NotTold(log, path, e.SocketErrorCode);
        }
    }

    [LoggerMessage(91, LogLevel.Warning, "/health/live does not answer ({Missed} of {Misses} until this program is ended)")]
    private static partial void Missed(ILogger log, int missed, int misses);

    [LoggerMessage(92, LogLevel.Warning, "systemd can't be told at {Socket} that this program is alive: {Error}")]
    private static partial void NotTold(ILogger log, string socket, SocketError error);
}
