namespace Fleet.Jitsi.Host;

/// <summary>From where one of Prosody's ports for clients can be reached.</summary>
public sealed record HostListener(int Port, ListenerScope Scope);

public enum ListenerScope
{
    /// <summary>An address other than loopback's is listened on.</summary>
    All,
    Loopback,
    None,
}

public sealed record DiskSpace(string Path, long FreeKib);
