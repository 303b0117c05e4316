namespace Fleet.Worker.Ssh;

/// <summary>How connections to servers are made and kept.</summary>
public sealed class SshOptions
{
    /// <summary>From the first packet to being logged in.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How long a kept connection may take to open a channel before it counts as dead: a silent peer is noticed no other way.</summary>
    public TimeSpan ChannelTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A connection unused for longer is closed. Longer than the interval between two checks, so that checks find it open.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>A connection is not used for longer: a host's key is seen only when one is made.</summary>
    public TimeSpan LongestUse { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Each kept connection costs a thread.</summary>
    public int MaxConnections { get; set; } = 500;

    /// <summary>Key exchanges at one time: they cost CPU, unlike waiting for a peer.</summary>
    public int KeyExchanges { get; set; } = 4 * Environment.ProcessorCount;

    public KeyExchangeChoice KeyExchange { get; set; } = KeyExchangeChoice.PostQuantum;
}

/// <summary>Classical (curve25519) connects three times as fast, and gives up protection against later decryption by a quantum computer.</summary>
public enum KeyExchangeChoice
{
    PostQuantum,
    Classical,
}
