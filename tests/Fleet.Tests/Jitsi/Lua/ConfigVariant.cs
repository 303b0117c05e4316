using Fleet.Jitsi.Lua;

namespace Fleet.Tests.Jitsi.Lua;

/// <summary>
/// One way to write the configuration of meet.example.com. <see cref="Effective"/> is its provider as Prosody takes it;
/// null = Fleet must say that it cannot determine it.
/// </summary>
public sealed record ConfigVariant(string Name, string? Effective, params (string Path, string Text)[] Files)
{
    public const string Host = "meet.example.com";
    public const string MainPath = "/etc/prosody/prosody.cfg.lua";
    public const string HostPath = "/etc/prosody/conf.d/meet.example.com.cfg.lua";
    public const string OtherPath = "/etc/prosody/conf.d/other.cfg.lua";

    /// <summary>No provider is set anywhere: Prosody takes its default.</summary>
    public const string Unset = "(unset)";

    public const string DebianMain = "authentication = \"internal_hashed\"\nVirtualHost \"localhost\"\nInclude \"conf.d/*.cfg.lua\"\n";

    public static ConfigVariant OfHostFile(string name, string? effective, string text) => new(name, effective, (MainPath, DebianMain), (HostPath, text));

    public ConfigTexts Texts => new(MainPath, [.. Files.Select(f => new ConfigText(f.Path, f.Text))], ["/etc/prosody/conf.d"]);

    public override string ToString() => Name;
}
