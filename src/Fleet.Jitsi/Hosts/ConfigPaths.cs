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

    /// <summary>The files that a host lets Fleet change: those that Prosody's packages make it load.</summary>
    public static bool IsManaged(string path) => path == Main || IsIn(Loaded, path) || IsIn(Available, path);

    public static string Short(string path) => path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : path;

    private static bool IsIn(string directory, string path) =>
        path.StartsWith(directory + '/', StringComparison.Ordinal)
        && path.EndsWith(".cfg.lua", StringComparison.Ordinal)
        && !path.Contains("..", StringComparison.Ordinal)
        && path[(directory.Length + 1)..].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
