namespace Fleet.IntegrationTests.TestBed;

/// <summary>Which Debian a test host is, and so which Prosody it has.</summary>
public enum Release
{
    /// <summary>Debian 11, Prosody 0.11.</summary>
    Bullseye,

    /// <summary>Debian 12, Prosody 0.12.</summary>
    Bookworm,

    /// <summary>Debian 13, Prosody 13.</summary>
    Trixie,
}
