namespace Fleet.Jitsi.Host;

/// <summary>What both ends of the wire to <c>fleet-host</c> must agree on; described in <c>infra/host/PROTOCOL.md</c>.</summary>
public static class HostProtocol
{
    public const int Newest = 2;

    /// <summary>Programs before 0.3.0 speak this one alone.</summary>
    public const int Oldest = 1;

    /// <summary>The first program that knows <see cref="HostChange.Plant"/>.</summary>
    public static readonly Version PlantsSince = new(0, 4, 0);

    public const int MaxRequestBytes = 8 * 1024 * 1024;
    public const int MaxReplyBytes = 24 * 1024 * 1024;

    internal const string Name = "fleet-host";
    internal const int MaxLineBytes = 1024 * 1024;
    internal const int MaxFiles = 256;
    internal const int MaxFileBytes = 1024 * 1024;
    internal const int MaxAccounts = 20_000;
    internal const int MaxEntries = 1_000;
}
