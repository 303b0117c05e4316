namespace Fleet.Jitsi.Host;

/// <summary>The providers between which Fleet switches; any other is reported and never rewritten.</summary>
public enum SwitchableProvider
{
    Anonymous,
    JitsiAnonymous,
    InternalHashed,
}

public enum HostService
{
    Prosody,
    Jicofo,
    Videobridge,
    Nginx,
}

/// <summary>How <c>anonymousdomain</c> is changed at a byte of config.js.</summary>
public enum AnonymousDomainForm
{
    /// <summary>A line of its own after the opening brace of <c>hosts</c>, which is at the offset.</summary>
    Insert,
    /// <summary>The string literal at the offset becomes guest.[domain].</summary>
    Replace,
    /// <summary>The comment at the offset, of one line and with guest.[domain], becomes the option.</summary>
    Uncomment,
    /// <summary>The option at the offset becomes a comment again.</summary>
    Comment,
    /// <summary>The line that was inserted after the opening brace at the offset goes.</summary>
    Remove,
}

public static class HostNames
{
    public static string Name(this AnonymousDomainForm form) => form switch
    {
        AnonymousDomainForm.Insert => "insert",
        AnonymousDomainForm.Replace => "replace",
        AnonymousDomainForm.Uncomment => "uncomment",
        AnonymousDomainForm.Comment => "comment",
        _ => "remove",
    };

    public static string Name(this SwitchableProvider provider) => provider switch
    {
        SwitchableProvider.Anonymous => "anonymous",
        SwitchableProvider.JitsiAnonymous => "jitsi-anonymous",
        _ => "internal_hashed",
    };

    public static SwitchableProvider? Provider(string name) =>
        Enum.GetValues<SwitchableProvider>().Cast<SwitchableProvider?>().FirstOrDefault(p => p!.Value.Name() == name);

    public static string Name(this HostService service) => service switch
    {
        HostService.Prosody => "prosody",
        HostService.Jicofo => "jicofo",
        HostService.Videobridge => "jitsi-videobridge2",
        _ => "nginx",
    };

    public static HostService? Service(string name) =>
        Enum.GetValues<HostService>().Cast<HostService?>().FirstOrDefault(s => s!.Value.Name() == name);
}
