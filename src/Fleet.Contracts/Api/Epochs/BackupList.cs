namespace Fleet.Contracts.Api;

/// <summary>Everything that must be kept to have this fleet again, and the commands that keep it and bring it back, in their order.</summary>
public sealed record BackupList(string Database, IReadOnlyList<BackupItem> Items, IReadOnlyList<string> Restore);

/// <summary>
/// <c>What</c>: tables (<c>Tables</c> are all of them), a file or a directory. <c>Apart</c>: a key, never to be kept where the dump is.
/// <c>Keep</c> is the command; <c>Lost</c> says what is gone without it.
/// </summary>
public sealed record BackupItem(string What, string Where, bool Apart, string Keep, string Lost, IReadOnlyList<string>? Tables = null);
