namespace Fleet.Jitsi.Host;

/// <summary>
/// What the host's own records say of people and packages around a change: circumstantial, the newest of each kind, newest first.
/// Whoever is root there can have written any of it.
/// </summary>
public sealed record EvidenceReply(
    HostProgram Program,
    DateTimeOffset Time,
    IReadOnlyList<FileEvidence> Files,
    IReadOnlyList<LoginEvidence> Logins,
    IReadOnlyList<SudoEvidence> Sudo,
    IReadOnlyList<PackageEvidence> Packages)
{
    private const int Max = 20;

    public static HostReply<EvidenceReply> Parse(ReadOnlySpan<byte> bytes, string nonce, int protocol) =>
        ReplyParser.Parse(bytes, nonce, protocol, "evidence", Read);

    private static EvidenceReply Read(ReplyReader reader) => new(
        ReplyParser.Program(reader),
        reader.One("time", f => f.Time()),
        reader.Many("file", Max, f => new FileEvidence(f.Text(), f.Text(), f.Time())),
        reader.Many("login", Max, f => new LoginEvidence(f.Text(), f.OptionalText(), f.Time())),
        reader.Many("sudo", Max, f => new SudoEvidence(f.Text(), f.Time(), f.Text())),
        reader.Many("package", Max, f => new PackageEvidence(f.Time(), f.Text(), f.Text(), f.OptionalText())));
}

public sealed record FileEvidence(string Path, string Owner, DateTimeOffset ModifiedAt);

/// <summary><paramref name="From"/>: an address, null when it was at the machine itself.</summary>
public sealed record LoginEvidence(string User, string? From, DateTimeOffset At);

/// <summary><paramref name="Program"/>: its path; arguments stay on the host.</summary>
public sealed record SudoEvidence(string User, DateTimeOffset At, string Program);

/// <summary><paramref name="Action"/> as dpkg logs it: install, upgrade, remove or purge.</summary>
public sealed record PackageEvidence(DateTimeOffset At, string Action, string Name, string? Version);
