namespace Fleet.Jitsi.Host;

internal static class ConfigReader
{
    private static readonly int JicofoSources = Enum.GetValues<JicofoSource>().Length;

    private enum Digested
    {
        Same,
        Sent,
    }

    public static HostConfig Config(ReplyReader reader)
    {
        var (digest, state) = reader.One("config", f => (f.Hash(), f.OneOf<Digested>()));
        return state == Digested.Sent
            ? new(digest, Files(reader), reader.Many("jicofo", JicofoSources, Jicofo))
            : new(digest, null);
    }

    private static JicofoSettings Jicofo(ReplyFields f) => new(
        f.OneOf<JicofoSource>(),
        f.OneOf<JicofoFileState>(),
        f.OptionalHash(),
        f.OptionalFlag("true", "false"),
        f.OptionalText(),
        f.OptionalText(),
        f.OptionalFlag("yes", "no") ?? false);

    public static ConfigVerdict Verdict(ReplyReader reader) =>
        reader.One("check", f => new ConfigVerdict(f.OneOf<ConfigValidity>(), f.OptionalText(), f.OptionalNumber()))!;

    private static List<ConfigFile> Files(ReplyReader reader)
    {
        var files = new List<ConfigFile>();
        while (reader.Optional("file", File) is { } next)
        {
            if (files.Count == HostProtocol.MaxFiles) reader.Fail("file", $"more than {HostProtocol.MaxFiles}");
            files.Add(WithContent(reader, next.File, next.Lines));
        }
        return files;
    }

    private static ConfigFile WithContent(ReplyReader reader, ConfigFile file, long lines) => file.Content switch
    {
        ConfigContent.Masked => file with { Masked = Content(reader, file, lines) },
        ConfigContent.Public => file with { Text = Content(reader, file, lines) },
        _ => file,
    };

    private static Head File(ReplyFields f) =>
        new(new(f.Text(), f.OneOf<ConfigFileKind>(), f.OptionalText(), Status(f), f.OptionalHash(), f.OneOf<ConfigContent>(), null), f.Number());

    private static FileStatus? Status(ReplyFields f)
    {
        var (owner, group, mode, size, modified) = (f.OptionalText(), f.OptionalText(), f.OptionalText(), f.OptionalNumber(), f.OptionalNumber());
        return owner is null || group is null || mode is null || size is null || modified is null
            ? null
            : new(owner, group, mode, size.Value, DateTimeOffset.FromUnixTimeSeconds(Math.Min(modified.Value, ReplyFields.MaxUnixSeconds)));
    }

    /// <summary>Lines do not say whether the file ends in a line end; its size does, and any other difference means that bytes are missing.</summary>
    private static string? Content(ReplyReader reader, ConfigFile file, long lines)
    {
        var text = reader.Content(lines);
        if (text is null || file.Status is not { Size: <= HostProtocol.MaxFileBytes } status) return Failed(reader);
        return (status.Size - text.Length) switch
        {
            0 => text,
            1 => text + '\n',
            _ => Failed(reader),
        };
    }

    private static string? Failed(ReplyReader reader)
    {
        reader.Fail("file", "content and size differ");
        return null;
    }

    private sealed record Head(ConfigFile File, long Lines);
}
