using Fleet.Jitsi.Host;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Host;

public sealed class EvidenceReplyTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1763900000);

    private static readonly string[] Lines =
    [
        $"program 0.2.0 {Replies.Hash}",
        "time 1763910000",
        "file /etc/prosody/conf.avail/meet.example.com.cfg.lua root 1763900000",
        "login admin 192.0.2.7 1763900000",
        "login root - 1763900000",
        "sudo admin 1763900000 /usr/bin/sed",
        "package 1763900000 upgrade prosody 0.12.3-1",
        "package 1763900000 purge jicofo -",
    ];

    private static HostReply<EvidenceReply> Parse(IEnumerable<string> lines) => EvidenceReply.Parse(Replies.Whole("evidence", lines), Replies.Nonce, 2);

    [Fact]
    public void All_of_it_is_read()
    {
        var reply = Parse(Lines).ShouldBeOfType<HostReply<EvidenceReply>.Answered>().Value;
        reply.Files.ShouldBe([new("/etc/prosody/conf.avail/meet.example.com.cfg.lua", "root", At)]);
        reply.Logins.ShouldBe([new("admin", "192.0.2.7", At), new("root", null, At)]);
        reply.Sudo.ShouldBe([new("admin", At, "/usr/bin/sed")]);
        reply.Packages.ShouldBe([new(At, "upgrade", "prosody", "0.12.3-1"), new(At, "purge", "jicofo", null)]);
    }

    [Fact]
    public void More_than_the_bound_is_refused() =>
        Parse([.. Lines[..2], .. Enumerable.Repeat(Lines[2], 21)]).ShouldBeOfType<HostReply<EvidenceReply>.Unreadable>().Evidence.ShouldContain("more than 20");
}
