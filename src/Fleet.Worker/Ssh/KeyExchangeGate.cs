using Renci.SshNet;

namespace Fleet.Worker.Ssh;

/// <summary>
/// Bounds the key exchanges under way. It is entered when the peer has shown its banner, not before: hosts that are dead hold no place,
/// so they delay no other.
/// </summary>
internal sealed class KeyExchangeGate(SshOptions options) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.KeyExchanges);

    /// <returns>To be disposed when the exchange is over, however it went.</returns>
    public IDisposable Guard(BaseClient client)
    {
        var pass = new Pass(_places);
        // SSH.NET raises this event on the connecting thread, before it sends its own key exchange
        client.ServerIdentificationReceived += (_, _) => pass.Enter(options.ConnectTimeout);
        client.HostKeyReceived += (_, _) => pass.Dispose();
        return pass;
    }

    public void Dispose() => _places.Dispose();

    private sealed class Pass(SemaphoreSlim places) : IDisposable
    {
        private int _held;

        public void Enter(TimeSpan timeout)
        {
            if (!places.Wait(timeout)) throw new TimeoutException("no place for a key exchange came free");
            Interlocked.Exchange(ref _held, 1);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _held, 0) == 1) places.Release();
        }
    }
}
