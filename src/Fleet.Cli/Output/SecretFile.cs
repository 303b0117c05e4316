using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

/// <summary>A new file that only its owner reads; an existing one is never overwritten.</summary>
internal static class SecretFile
{
    public static void Write(string path, Secret secret)
    {
        using var file = Create(path);
        using var writer = new StreamWriter(file);
        writer.WriteLine(secret.Value);
    }

    public static FileStream Create(string path)
    {
        if (File.Exists(path)) throw Refusals.Refused(
            "file-exists", $"{path} exists already; nothing was changed", next: "name a new file");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
