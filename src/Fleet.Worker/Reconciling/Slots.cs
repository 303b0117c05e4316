using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>The places for runs: normal ones for anything, a few more for what is urgent.</summary>
internal sealed class Slots(int normal, int urgent)
{
    private readonly Lock _lock = new();
    private int _normal = normal;
    private int _urgent = urgent;

    public (int Normal, int Urgent) Free
    {
        get
        {
            lock (_lock) return (_normal, _urgent);
        }
    }

    /// <returns>To be disposed when the run is over.</returns>
    public IDisposable Take(Claim claim)
    {
        lock (_lock)
        {
            var reserved = claim.IsUrgent && _normal <= 0;
            if (reserved) _urgent--;
            else _normal--;
            return new Place(this, reserved);
        }
    }

    private void Give(bool reserved)
    {
        lock (_lock)
        {
            if (reserved) _urgent++;
            else _normal++;
        }
    }

    private sealed class Place(Slots slots, bool reserved) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0) slots.Give(reserved);
        }
    }
}
