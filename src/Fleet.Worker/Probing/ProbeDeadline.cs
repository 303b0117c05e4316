namespace Fleet.Worker.Probing;

/// <summary>The time that a whole look from outside has, however many conversations it takes, and the end of its run.</summary>
internal sealed class ProbeDeadline : IDisposable
{
    private readonly TimeSpan _length;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _over;

    public ProbeDeadline(TimeSpan length, TimeProvider time, CancellationToken stop) =>
        (_length, _time, _stop, _over) = (length, time, stop, new CancellationTokenSource(length, time));

    /// <summary>For one request: cancelled when its own time, the probe's or the run is over.</summary>
    public ProbeRequestTime For(TimeSpan request) => new(request, this);

    public void Dispose() => _over.Dispose();

    internal sealed class ProbeRequestTime : IDisposable
    {
        private readonly TimeSpan _length;
        private readonly ProbeDeadline _probe;
        private readonly CancellationTokenSource _own;
        private readonly CancellationTokenSource _any;

        public ProbeRequestTime(TimeSpan length, ProbeDeadline probe)
        {
            (_length, _probe, _own) = (length, probe, new CancellationTokenSource(length, probe._time));
            _any = CancellationTokenSource.CreateLinkedTokenSource(_own.Token, probe._over.Token, probe._stop);
        }

        public CancellationToken Token => _any.Token;

        /// <summary>That the run ended is for the run to say.</summary>
        public bool IsTimeout => !_probe._stop.IsCancellationRequested;

        public string Passed => _probe._over.IsCancellationRequested
            ? $"the probe's {_probe._length.TotalSeconds:0.#} s were over"
            : $"no answer within {_length.TotalSeconds:0.#} s";

        public void Dispose()
        {
            _any.Dispose();
            _own.Dispose();
        }
    }
}
