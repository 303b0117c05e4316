using Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

/// <summary>How a file is named in a finding, and found again when it is to be repaired.</summary>
internal static class PermissionSubject
{
    private const string HostConfig = "host-config";
    private const string Config = "config:";
    private const string Account = "account:";

    public static string Of(HostView view, ConfigFile file) =>
        file.Path == (view.IsLinkLost ? ConfigPaths.AvailableFile(view.Domain) : ConfigPaths.LoadedFile(view.Domain))
            ? HostConfig
            : Config + ConfigPaths.Short(file.Path);

    public static string OfAccount(string user) => Account + user;

    public static HostChange? Repair(HostView view, string subject)
    {
        if (subject.StartsWith(Account, StringComparison.Ordinal)) return new HostChange.FixAccountPermissions(subject[Account.Length..]);
        var file = view.Reply.Config.Files?.FirstOrDefault(f => f.Hash is not null && Of(view, f) == subject);
        return file is null ? null : new HostChange.FixConfigPermissions(file.Path);
    }
}
