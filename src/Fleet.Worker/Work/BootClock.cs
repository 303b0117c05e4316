using System.Runtime.InteropServices;

namespace Fleet.Worker.Work;

/// <summary>
/// Counts the time that the machine was suspended: a lease goes on in the database meanwhile, and .NET's own timestamps (CLOCK_MONOTONIC)
/// stand still. Timers still wait for the machine to be awake; who acts asks the timestamp first.
/// </summary>
internal sealed class BootClock : TimeProvider
{
    private const int Boottime = 7;
    private const long Nanosecond = 1_000_000_000;

    public static readonly BootClock Instance = new();

    public override long TimestampFrequency => Nanosecond;

    public override long GetTimestamp() => ClockGetTime(Boottime, out var time) == 0
        ? (time.Seconds * Nanosecond) + time.Nanoseconds
        : throw new PlatformNotSupportedException("CLOCK_BOOTTIME can't be read: a worker needs Linux");

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
