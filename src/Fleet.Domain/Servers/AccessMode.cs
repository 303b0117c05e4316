namespace Fleet.Domain.Servers;

public enum AccessMode
{
    Open,
    Members,
    Guests,
}

public enum EnforcementMode
{
    Observe,
    Enforce,
    Suspended,
}

/// <summary>
/// How a new access mode is put in force; which sessions it costs is in every plan. In place: none. Restart: all.
/// Drain: in place, and sessions without login are closed at a deadline.
/// </summary>
public enum Activation
{
    InPlace,
    Restart,
    Drain,
}
