using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

/// <summary>Owners and modes that keep Prosody from its files, or let others change who may come in.</summary>
internal static class FileFindings
{
    private const int Read = 4, Write = 2;

    public static IEnumerable<FileFinding> Of(HostView view) => [.. Configs(view), .. Accounts(view)];

    private static IEnumerable<FileFinding> Configs(HostView view) =>
        from file in view.Reply.Config.Files ?? []
        where file is { Kind: ConfigFileKind.Regular or ConfigFileKind.Link, Status: not null } && ConfigPaths.IsManaged(file.Path)
        let status = file.Status
        where IsBad(status.Mode, status.Owner == "root", mode => Others(mode, Read) || (status.Group == "prosody" && Group(mode, Read)))
        let found = Found(status.Mode, status.Owner, status.Group)
        select new FileFinding(PermissionSubject.Of(view, file), "0640 root:prosody", found, file.Hash is not null);

    private static IEnumerable<FileFinding> Accounts(HostView view) =>
        from account in view.Reply.Accounts.All ?? []
        where account is { Kind: AccountFileKind.Regular, Name: not null }
            && IsBad(account.Mode, account.Owner == "prosody", mode => (mode >> 6 & Read) != 0)
        let found = Found(account.Mode, account.Owner, account.Group)
        select new FileFinding(PermissionSubject.OfAccount(account.Name!), "0640 prosody:prosody", found, Repairable: true);

    private static bool IsBad(string mode, bool ownedRight, Func<int, bool> readable) =>
        !ownedRight || Bits(mode) is not { } bits || Group(bits, Write) || Others(bits, Write) || !readable(bits);

    private static bool Group(int mode, int right) => (mode >> 3 & right) != 0;

    private static bool Others(int mode, int right) => (mode & right) != 0;

    private static int? Bits(string octal) =>
        octal.Length is > 0 and <= 4 && octal.All(c => c is >= '0' and <= '7') ? octal.Aggregate(0, (bits, c) => bits * 8 + c - '0') : null;

    private static string Found(string mode, string owner, string group) => $"{mode.PadLeft(4, '0')} {owner}:{group}";
}
