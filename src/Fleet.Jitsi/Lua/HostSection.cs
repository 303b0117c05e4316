namespace Fleet.Jitsi.Lua;

public enum HostSectionKind
{
    VirtualHost,
    Component,
}

/// <summary>One <c>VirtualHost</c> or <c>Component</c> line; the name is prepared as Prosody prepares it, in lower case.</summary>
public sealed record HostSection(string Host, HostSectionKind Kind, Place Place);
