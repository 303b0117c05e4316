using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Lua;

namespace Fleet.Jitsi.Hosts;

/// <summary>
/// One reply of a host with its configuration read, once: to say what is (<see cref="HostReader"/>) and how to change it
/// (<see cref="HostChanges"/>). Holds verifiers: never stored or logged.
/// </summary>
public sealed class HostView
{
    private readonly Dictionary<string, ConfigFile> _files;

    private HostView(ObserveReply reply, string domain)
    {
        (Reply, Domain) = (reply, domain);
        _files = (reply.Config.Files ?? []).GroupBy(f => f.Path).ToDictionary(g => g.Key, g => g.First());
        var loaded = reply.Config.Files is null ? null : ProsodyConfig.Read(Texts());
        Link = loaded is null ? ConfigLink.Unknown : LinkOf(loaded);
        Config = IsLinkLost && File(ConfigPaths.AvailableFile(domain)) is { Masked: not null } available
            ? ProsodyConfig.Read(Linked(available))
            : loaded;
    }

    public static HostView Of(ObserveReply reply, string domain) => new(reply, domain);

    public ObserveReply Reply { get; }

    public string Domain { get; }

    internal ConfigLink Link { get; }

    internal bool IsLinkLost => Link is ConfigLink.Missing or ConfigLink.Dangling;

    /// <summary>The configuration, with a lost link put back so that it does not hide what it led to; null when not sent.</summary>
    internal ProsodyConfig? Config { get; }

    internal ConfigFile? File(string path) => _files.GetValueOrDefault(path);

    internal OptionReading Option(string host, string option) =>
        Config?.Option(host, option) ?? new OptionReading.CannotDetermine("the configuration was not sent");

    /// <summary>The option's value when it is a string.</summary>
    internal string? Text(string host, string option) =>
        Option(host, option) is OptionReading.Set { Value: ConfigValue.Text text } ? text.Value : null;

    public override string ToString() => $"(view of {Domain})";

    private ConfigTexts Texts() => new(
        ConfigPaths.Main,
        [.. _files.Values.Where(f => f.Kind != ConfigFileKind.Missing).Select(f => new ConfigText(f.Path, f.Masked, Gap(f)))],
        [ConfigPaths.Loaded]);

    private ConfigTexts Linked(ConfigFile available)
    {
        var link = ConfigPaths.LoadedFile(Domain);
        var texts = Texts();
        return texts with { Files = [.. texts.Files.Where(f => f.Path != link), new ConfigText(link, available.Masked)] };
    }

    private ConfigLink LinkOf(ProsodyConfig loaded)
    {
        var available = ConfigPaths.AvailableFile(Domain);
        return File(ConfigPaths.LoadedFile(Domain)) switch
        {
            { Kind: ConfigFileKind.Link } link => link.Target == available ? ConfigLink.Intact : ConfigLink.Elsewhere,
            { Kind: ConfigFileKind.DanglingLink } => ConfigLink.Dangling,
            // without the packaged file there is nothing that the loaded one could be a copy of
            { Kind: ConfigFileKind.Regular } => File(available) is { Kind: ConfigFileKind.Regular } ? ConfigLink.Copied : ConfigLink.Intact,
            // loaded from elsewhere: a link beside it would define the domain twice
            null or { Kind: ConfigFileKind.Missing } => loaded.HasVirtualHost(Domain) == true ? ConfigLink.Intact : ConfigLink.Missing,
            _ => ConfigLink.Unknown,
        };
    }

    private static string? Gap(ConfigFile file) => file switch
    {
        { Masked: not null } => null,
        { Kind: ConfigFileKind.DanglingLink } => "a link that leads nowhere",
        { Kind: ConfigFileKind.Other } => "not a regular file",
        { Content: ConfigContent.TooBig } => "larger than is read",
        { Content: ConfigContent.Withheld } => "outside of Prosody's configuration",
        _ => "not readable as Lua",
    };
}
