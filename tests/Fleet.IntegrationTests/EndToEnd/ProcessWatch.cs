using System.Collections.Concurrent;
using System.Text;

namespace Fleet.IntegrationTests.EndToEnd;

/// <summary>Keeps the command lines and environments of all processes of this machine, those inside the hosts too, as often as it can look.</summary>
internal sealed class ProcessWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentDictionary<string, bool> _seen = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    public ProcessWatch() => _watching = Task.Run(Watch);

    public string Seen => string.Join('\n', _seen.Keys);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task Watch()
    {
        using var again = new PeriodicTimer(Pause);
        do Look();
        while (await again.WaitForNextTickAsync(_stop.Token).AsTask().ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default));
    }

    private void Look()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(p[6])))
        {
            Keep(Path.Combine(process, "cmdline"));
            Keep(Path.Combine(process, "environ"));
        }
    }

    private void Keep(string file)
    {
        try
        {
            _seen.TryAdd(Encoding.UTF8.GetString(File.ReadAllBytes(file)).Replace('\0', ' '), true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // it has ended meanwhile
        }
    }
}
