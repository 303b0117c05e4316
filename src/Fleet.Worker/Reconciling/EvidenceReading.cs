using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;

namespace Fleet.Worker.Reconciling;

/// <summary>A host's records, for people: bounded, printable, and what is there again and again only once.</summary>
internal static class EvidenceReading
{
    private const int MostOfOneKind = 10;
    private const int LongestText = 120;

    public static ImmutableArray<CircumstantialEvidence> Of(EvidenceReply reply) =>
    [
        .. Newest(reply.Files.Select(f => Line(EvidenceKind.File, f.ModifiedAt, f.Owner, f.Path))),
        .. Newest(reply.Logins.Select(l => Line(EvidenceKind.Login, l.At, l.User, l.From ?? "the machine itself"))),
        .. Newest(reply.Sudo.Select(s => Line(EvidenceKind.Sudo, s.At, s.User, s.Program))),
        .. Newest(reply.Packages.Select(p => Line(EvidenceKind.Package, p.At, "dpkg", $"{p.Action} {p.Name} {p.Version}".TrimEnd()))),
    ];

    private static IEnumerable<CircumstantialEvidence> Newest(IEnumerable<CircumstantialEvidence> lines) =>
        lines.OrderByDescending(l => l.At).DistinctBy(l => (l.Who, l.What)).Take(MostOfOneKind);

    private static CircumstantialEvidence Line(EvidenceKind kind, DateTimeOffset at, string who, string what) =>
        new(kind, at, Printable.Clip(who, LongestText), Printable.Clip(what, LongestText));
}
