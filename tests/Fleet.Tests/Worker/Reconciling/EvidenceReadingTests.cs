using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Worker.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class EvidenceReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void each_record_is_told_with_who_and_what()
    {
        var reply = Reply() with
        {
            Files = [new FileEvidence("/etc/prosody/conf.avail/meet.cfg.lua", "root", Now)],
            Sudo = [new SudoEvidence("admin", Now, "/usr/bin/vi")],
            Packages = [new PackageEvidence(Now, "upgrade", "prosody", "0.12.3"), new PackageEvidence(Now, "purge", "jicofo", null)],
        };
        EvidenceReading.Of(reply).ShouldBe([
            new CircumstantialEvidence(EvidenceKind.File, Now, "root", "/etc/prosody/conf.avail/meet.cfg.lua"),
            new CircumstantialEvidence(EvidenceKind.Sudo, Now, "admin", "/usr/bin/vi"),
            new CircumstantialEvidence(EvidenceKind.Package, Now, "dpkg", "upgrade prosody 0.12.3"),
            new CircumstantialEvidence(EvidenceKind.Package, Now, "dpkg", "purge jicofo"),
        ]);
    }

    [Fact]
    public void the_same_login_again_and_again_is_told_once_with_its_newest_time()
    {
        var logins = Enumerable.Range(0, 20).Select(i => new LoginEvidence("admin", "192.0.2.7", Now.AddMinutes(-i)));
        EvidenceReading.Of(Reply() with { Logins = [.. logins, new LoginEvidence("root", null, Now.AddHours(-1))] }).ShouldBe([
            new CircumstantialEvidence(EvidenceKind.Login, Now, "admin", "192.0.2.7"),
            new CircumstantialEvidence(EvidenceKind.Login, Now.AddHours(-1), "root", "the machine itself"),
        ]);
    }

    [Fact]
    public void it_is_bounded_and_printable()
    {
        var sudo = Enumerable.Range(0, 20).Select(i => new SudoEvidence("admin\u001b[2J", Now, $"/{i}/{new string('x', 500)}"));
        var told = EvidenceReading.Of(Reply() with { Sudo = [.. sudo] });
        told.Length.ShouldBe(10);
        told.ShouldAllBe(e => e.What.Length < 130 && !e.Who.Contains('\u001b'));
    }

    private static EvidenceReply Reply() => new(new Fleet.Jitsi.Host.HostProgram("1", "x"), Now, [], [], [], []);
}
