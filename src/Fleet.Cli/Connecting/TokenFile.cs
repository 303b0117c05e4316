using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Microsoft.Win32.SafeHandles;

namespace Fleet.Cli.Connecting;

internal static class TokenFile
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const int MaxLength = 4096;

    public static Secret Read(Uri url)
    {
        var path = Environment.GetEnvironmentVariable("FLEET_TOKEN_FILE") is { Length: > 0 } chosen ? chosen : DefaultPath;
        if (!File.Exists(path))
            throw Refusals.Unusable(
                "token-missing",
                $"No token for {url.Authority}: {path} does not exist",
                "Every command is made in an operator's name. An operator adds another with `fleet operators add NAME --token-file FILE`.",
                $"install -D -m 600 FILE {path}");
        using var file = File.OpenHandle(path);
        RefuseOpen(path, file);
        using var reader = new StreamReader(new FileStream(file, FileAccess.Read));
        return Parse(path, reader);
    }

    private static void RefuseOpen(string path, SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows()) return;
        var mode = File.GetUnixFileMode(file);
        if ((mode & Others) != UnixFileMode.None)
            throw Refusals.Refused(
                "token-file-open",
                $"Refused to use {path}: others on this machine can read or change it",
                "Whoever has the token acts in your name. If others had a chance, have it revoked.",
                $"chmod 600 {path}",
                $"mode {Convert.ToString((int)mode, 8)}");
    }

    private static string DefaultPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".config", "fleet", "token");

    private static Secret Parse(string path, TextReader reader)
    {
        var buffer = new char[MaxLength];
        var token = new string(buffer, 0, reader.ReadBlock(buffer)).Trim();
        return token.Length is > 0 and < MaxLength && token.All(c => c is > ' ' and <= '~')
            ? new Secret(token)
            : throw Refusals.Unusable("token-invalid", $"{path} holds no token", "A token is one line of printable ASCII.");
    }
}
