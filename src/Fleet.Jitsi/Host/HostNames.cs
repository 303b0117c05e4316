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

public static class HostNames
{
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
