using Npgsql;

namespace Fleet.ControlPlane.Storage;

/// <summary>PostgreSQL's notifications as something to wait for. They are hints: whoever waits looks for himself, and looks now and then without one.</summary>
public sealed partial class Signals(NpgsqlDataSource database, ILogger<Signals> logger) : BackgroundService
{
    public const string Reports = "fleet_report";
    public const string Changes = "fleet_change";
    public const string Audit = "fleet_audit";
    public const string Tokens = "fleet_token";

    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, TaskCompletionSource> _next = new() { [Reports] = Fresh(), [Changes] = Fresh(), [Audit] = Fresh(), [Tokens] = Fresh() };

    /// <summary>Completes with the next notification; take it before looking, so that nothing falls in between.</summary>
    public Task Next(string channel)
    {
        lock (_next)
            return _next[channel].Task;
    }

    /// <summary>The next notification, or the time is up.</summary>
    public static Task Within(Task next, TimeSpan most, CancellationToken stop) => next.WaitAsync(most, stop).ContinueWith(_ => { }, stop, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>As <see cref="Within"/>, for whoever reads much each time: not before <see cref="Pace"/> is over, however many notifications come.</summary>
    public static Task Paced(Task next, TimeSpan most, TimeProvider time, CancellationToken stop) =>
        Task.WhenAll(Within(next, most, stop), Task.Delay(Pace, time, stop));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException && !stoppingToken.IsCancellationRequested)
            {
                Lost(logger, e.Message);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private async Task Listen(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        connection.Notification += (_, e) => Pulse(e.Channel);
        await using (var listen = new NpgsqlCommand($"listen {Reports}; listen {Changes}; listen {Audit}; listen {Tokens}", connection))
            await listen.ExecuteNonQueryAsync(stop);
        foreach (var channel in _next.Keys.ToArray())
            Pulse(channel);
        while (true)
            await connection.WaitAsync(stop);
    }

    private void Pulse(string channel)
    {
        TaskCompletionSource? now;
        lock (_next)
        {
            if (!_next.TryGetValue(channel, out now))
                return;
            _next[channel] = Fresh();
        }
        now.SetResult();
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(110, LogLevel.Warning, "Not listening to the database: {Error}")]
    private static partial void Lost(ILogger logger, string error);
}
