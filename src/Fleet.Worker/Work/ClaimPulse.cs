namespace Fleet.Worker.Work;

/// <summary>When this worker last looked for work, or had no place for more.</summary>
internal sealed class ClaimPulse(TimeProvider time)
{
    private long _last;

    public TimeSpan? Since => Volatile.Read(ref _last) is var last and not 0 ? time.GetElapsedTime(last) : null;

    public void Beat() => Volatile.Write(ref _last, time.GetTimestamp());
}
