namespace Fleet.ControlPlane.Storage;

/// <summary>Files that hold a secret: only their owner may read them, from the first byte on.</summary>
public static class SecretFile
{
    public static async Task Write(string path, string secret, CancellationToken stop)
    {
        var beside = path + ".new";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!, OwnerOnly);
        File.Delete(beside);
        await using (var file = new FileStream(beside, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        await using (var writer = new StreamWriter(file))
            await writer.WriteLineAsync(secret.AsMemory(), stop);
        File.Move(beside, path, overwrite: true);
    }

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static string Read(string path) => File.ReadAllText(path).Trim();
}
