namespace Fleet.Jitsi.Hosts;

/// <summary>Where Debian's packages keep Prosody's configuration.</summary>
internal static class ConfigPaths
{
    public const string Root = "/etc/prosody/";
    public const string Main = Root + "prosody.cfg.lua";
    public const string Loaded = "/etc/prosody/conf.d";
    public const string Available = "/etc/prosody/conf.avail";

    public static string LoadedFile(string domain) => $"{Loaded}/{domain}.cfg.lua";

    public static string AvailableFile(string domain) => $"{Available}/{domain}.cfg.lua";

    public static string Short(string path) => path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : path;
}
