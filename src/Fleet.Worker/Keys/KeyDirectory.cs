namespace Fleet.Worker.Keys;

/// <summary>The files of a fleet's keys. Private ones are made readable by their owner alone and are never overwritten.</summary>
internal sealed class KeyDirectory(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everyone = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode TooOpen = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string SshKey => In("ssh_ed25519");

    public string Bundle => In("fleet.public.json");

    public string Sealing(string kid) => In($"sealing-{kid}.jwk");

    public string[] SealingFiles() => Directory.Exists(Path) ? [.. Directory.EnumerateFiles(Path, "sealing-*.jwk").Order(StringComparer.Ordinal)] : [];

    /// <returns>The first file that a new set of keys would replace, or null.</returns>
    public string? Occupied() => new[] { Bundle, SshKey }.Concat(SealingFiles()).FirstOrDefault(File.Exists);

    public void Create() => Directory.CreateDirectory(Path, OwnerOnly | UnixFileMode.UserExecute);

    public static void WritePrivate(string file, string text) => Write(file, text, OwnerOnly);

    public static void WritePublic(string file, string text) => Write(file, text, Everyone);

    /// <summary>As ssh does: a private key that others can read is not used.</summary>
    public static bool IsTooOpen(string file) => (File.GetUnixFileMode(file) & TooOpen) != UnixFileMode.None;

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private static void Write(string file, string text, UnixFileMode mode)
    {
        using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode });
        using var writer = new StreamWriter(stream);
        writer.Write(text);
    }
}
