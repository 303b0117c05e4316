using Fleet.Jitsi.Host;
using Fleet.Jitsi.Scram;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Host;

public sealed class ObserveReplyTests
{
    private static ObserveReply Parsed(params IEnumerable<string> lines) =>
        ObserveReply.Parse(Replies.Whole("observed", lines), Replies.Nonce, 2).ShouldBeOfType<HostReply<ObserveReply>.Answered>().Value;

    [Fact]
    public void Facts_of_the_host_are_read()
    {
        var reply = Parsed(Replies.Observed);
        reply.Program.ShouldBe(new("0.1.0", Replies.Hash));
        reply.HighestFence.ShouldBe(1763910000000001);
        reply.Interrupted!.Generation.ShouldBe(7);
        reply.Packages.ShouldBe([new("prosody", "0.12.3-1+deb12u1", "ii"), new("jitsi-meet", null, "un")]);
        reply.Services[1].ShouldBe(new("jicofo", "inactive", null, null, null));
        reply.Process.ShouldBe(new(63, DateTimeOffset.FromUnixTimeSeconds(1763900000)));
        reply.Ledger.ShouldHaveSingleItem().Outcome.ShouldBe(ApplyOutcome.Done);
    }

    [Fact]
    public void Content_comes_back_byte_for_byte()
    {
        var files = Parsed(Replies.Observed).Config.Files!;
        files[0].Masked.ShouldBe("VirtualHost \"h\"\n\tauthentication=''\n");
        files[0].Target.ShouldBe("/etc/prosody/conf.avail/meet.example.com.cfg.lua");
        files[1].ShouldBe(new("/etc/jitsi/jicofo/jicofo.conf", ConfigFileKind.Missing, null, null, null, ConfigContent.None, null));
    }

    [Fact]
    public void What_everybody_may_read_comes_as_text() =>
        Parsed(Replies.Observed).Config.Files![2].ShouldSatisfyAllConditions(
            file => file.Content.ShouldBe(ConfigContent.Public),
            file => file.Text.ShouldBe("// anonymousdomain: ?"),
            file => file.Masked.ShouldBeNull());

    [Fact]
    public void Every_place_of_Jicofos_settings_is_read_and_what_it_does_in_force()
    {
        var reply = Parsed(Replies.Observed);
        reply.Config.Jicofo!.Select(j => (j.Source, j.State)).ShouldBe([
            (JicofoSource.OptionsLegacy, JicofoFileState.Read), (JicofoSource.Legacy, JicofoFileState.Missing),
            (JicofoSource.Options, JicofoFileState.Read), (JicofoSource.Hocon, JicofoFileState.Read)]);
        reply.Config.Jicofo![3].ShouldBe(new(JicofoSource.Hocon, JicofoFileState.Read, Replies.Hash, true, "XMPP", "meet.example.com", true));
        reply.Jicofo.ShouldBe(new(JicofoAuthority.Xmpp, "meet.example.com", null));
    }

    [Fact]
    public void What_root_holds_is_read()
    {
        var (since, until) = (DateTimeOffset.FromUnixTimeSeconds(1763900000), DateTimeOffset.FromUnixTimeSeconds(1763990000));
        Parsed(Replies.Observed).Hold.ShouldBe(new(since, until, HostHoldKind.Lock, "dana", "abuse, INC-411"));
        Parsed(Replies.Observed.Where(l => !l.StartsWith("hold ", StringComparison.Ordinal))).Hold.ShouldBeNull();
    }

    [Fact]
    public void Listeners_and_disks_are_read()
    {
        var reply = Parsed(Replies.Observed);
        reply.Listeners.ShouldBe([new(5222, ListenerScope.All), new(5280, ListenerScope.Loopback)]);
        reply.Disks.ShouldBe([new("/var/lib/prosody", 1024)]);
    }

    [Fact]
    public void A_program_of_before_Jicofo_is_still_understood()
    {
        var reply = Parsed(Replies.Observed.Where(line => line.Split(' ')[0] is not ("jicofo" or "jicofo-in-force" or "listen" or "disk")));
        (reply.Config.Jicofo!.Count, reply.Jicofo, reply.Listeners.Count, reply.Disks.Count).ShouldBe((0, JicofoInForce.NotSaid, 0, 0));
    }

    [Fact]
    public void Accounts_carry_their_verifier_and_the_name_Prosody_would_look_for()
    {
        var accounts = Parsed(Replies.Observed).Accounts.All!;
        accounts[0].Name.ShouldBe("hand.made");
        accounts[0].Verifier.ShouldBe(new ScramVerifier(ScramHash.Sha1, "a salt", 10000, new('b', 40), new('c', 40)));
        (accounts[1].Name, accounts[1].Kind, accounts[1].Record).ShouldBe((null, AccountFileKind.Link, AccountRecord.Invalid));
    }

    [Fact]
    public void An_account_never_shows_its_verifier_in_text() =>
        Parsed(Replies.Observed).Accounts.All![0].ToString().ShouldNotContain("bbbb");

    [Fact]
    public void What_is_in_force_is_read()
    {
        var known = Parsed(Replies.Observed).InForce.ShouldBeOfType<InForce.Known>();
        known.Hosts[0].ShouldBe(new("meet.example.com", ActiveHostKind.Local, "internal_hashed"));
        known.Sessions.ShouldBe(new(3, 1));
        known.Mucs.ShouldBe([new("conference.meet.example.com", 1, 3)]);
    }

    [Fact]
    public void What_the_host_left_out_is_taken_from_the_reply_with_that_digest()
    {
        var full = Parsed(Replies.Observed);
        var brief = Parsed(Replies.Observed
            .Where(line => line.Split(' ')[0] is not ("file" or "account" or "jicofo") && line[0] != '|')
            .Select(line => line.Split(' ')[0] is "config" or "accounts" ? line.Replace("sent", "same") : line));
        brief.Config.Files.ShouldBeNull();
        brief.With(full).Config.ShouldBe(full.Config);
        brief.With(full).Accounts.ShouldBe(full.Accounts);
        (brief.With(full with { Config = full.Config with { Digest = "other" } }).Config.Files).ShouldBeNull();
    }

    [Fact]
    public void Which_database_the_host_obeys_and_what_it_accepted_is_read()
    {
        var reply = Parsed(Replies.Observed);
        reply.Clock.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1763910000).AddMicroseconds(250001));
        (reply.Incarnation, reply.Epoch, reply.Generation).ShouldBe(("0198f000-0000-7000-8000-000000000009", 1763900000000000, 6));
        Parsed(Replies.Observed.Select(l => l.StartsWith("incarnation ", StringComparison.Ordinal) ? "incarnation -" : l)).Incarnation.ShouldBeNull();
    }

    [Fact]
    public void A_planted_mark_is_read_where_there_is_one()
    {
        Parsed(Replies.Observed).Planted.ShouldBeNull();
        Parsed(WithMark("planted 0123456789abcdef 1763910000")).Planted
            .ShouldBe(new("0123456789abcdef", DateTimeOffset.FromUnixTimeSeconds(1763910000)));
        Unreadable(2, WithMark("planted 0123456789abcdef soon")).ShouldBe(ReplyFault.WrongField);
        Unreadable(1, [.. Replies.InProtocol1(WithMark("planted 0123456789abcdef 1763910000"))]).ShouldBe(ReplyFault.WrongField);
    }

    private static IEnumerable<string> WithMark(string line) =>
        Replies.Observed.SelectMany(l => l.StartsWith("ledger ", StringComparison.Ordinal) ? [line, l] : new[] { l });

    [Fact]
    public void A_host_that_speaks_protocol_1_says_none_of_that()
    {
        var reply = ObserveReply.Parse(Replies.Whole(1, "observed", Replies.InProtocol1(Replies.Observed)), Replies.Nonce, 1)
            .ShouldBeOfType<HostReply<ObserveReply>.Answered>().Value;
        (reply.Clock, reply.Incarnation, reply.Epoch, reply.Generation, reply.Hold).ShouldBe((null, null, null, null, null));
    }

    [Theory]
    [InlineData("clock")]
    [InlineData("incarnation")]
    [InlineData("epoch")]
    [InlineData("generation")]
    [InlineData("hold")]
    public void A_line_of_protocol_2_belongs_in_it_alone(string keyword)
    {
        var line = Replies.Observed.Single(l => l.Split(' ')[0] == keyword);
        Replies.InProtocol1(Replies.Observed).ShouldNotContain(line);
        Unreadable(1, Replies.Observed.Where(l => l == line || Replies.InProtocol1([l]).Length == 1)).ShouldBe(ReplyFault.WrongField);
        if (keyword != "hold") Unreadable(2, Replies.Observed.Where(l => l != line)).ShouldBe(ReplyFault.WrongField);
    }

    private static ReplyFault Unreadable(int protocol, IEnumerable<string> lines) =>
        ObserveReply.Parse(Replies.Whole(protocol, "observed", lines), Replies.Nonce, protocol).ShouldBeOfType<HostReply<ObserveReply>.Unreadable>().Fault;

    [Theory]
    [InlineData("1763910000")]
    [InlineData("1763910000.25")]
    [InlineData("-1.250001")]
    [InlineData("1763910000.25000a")]
    [InlineData("999999999999999999.000000")]
    public void A_clock_that_is_no_time_refuses_the_whole_reply(string clock) =>
        ObserveReply.Parse(Replies.Whole("observed", WithClock(clock)), Replies.Nonce, 2).ShouldBeOfType<HostReply<ObserveReply>.Unreadable>();

    private static IEnumerable<string> WithClock(string clock) =>
        Replies.Observed.Select(l => l.StartsWith("clock ", StringComparison.Ordinal) ? $"clock {clock}" : l);

    [Theory]
    [InlineData("time 1763910000", "time -5")]
    [InlineData("time 1763910000", "time 999999999999999999")]
    [InlineData("fence 1763910000000001", "fence 01")]
    [InlineData("fence 1763910000000001", "fence -")]
    [InlineData("epoch 1763900000000000", "epoch -")]
    [InlineData("epoch 1763900000000000", "epoch 1763900000000000 1")]
    [InlineData("generation 6", "generation six")]
    [InlineData("generation 6", "generation 9999999999999999999")]
    [InlineData("incarnation 0198f000", "incarnation %G0198f000")]
    [InlineData("incarnation 0198f000", "incarnation - 0198f000")]
    [InlineData("hold 1763900000 1763990000 lock", "hold 1763900000 - lock")]
    [InlineData("hold 1763900000 1763990000 lock", "hold 1763900000 1763990000 locked")]
    [InlineData("lock dana abuse%2C%20INC-411", "lock dana abuse, INC-411")]
    [InlineData("lock dana abuse%2C%20INC-411", "lock dana")]
    [InlineData("init sysv", "init launchd")]
    [InlineData("dpkg idle", "dpkg idle really")]
    [InlineData("machine ", "machinery ")]
    [InlineData(" masked 3", " masked 2")]
    [InlineData(" masked 3", " masked 999999999")]
    [InlineData(" 35 1763900000 ", " 99 1763900000 ")]
    [InlineData("|%09authentication=''", "|%9authentication='''")]
    [InlineData("check valid - -", "check perhaps - -")]
    [InlineData("10000 a%20salt", "many a%20salt")]
    [InlineData("in-force known 0.12.3", "in-force unknown because")]
    [InlineData("sessions 3 1", "sessions 3")]
    [InlineData("sessions 3 1", "sessions 3000000000 1")]
    [InlineData(" public 1", " public 2")]
    [InlineData("jicofo legacy missing", "jicofo legacy lost")]
    [InlineData(" true XMPP ", " perhaps XMPP ")]
    [InlineData("meet.example.com yes", "meet.example.com true")]
    [InlineData("jicofo-in-force xmpp", "jicofo-in-force ldap")]
    [InlineData("listen 5222 all", "listen 5222 some")]
    [InlineData("prosody 1024", "prosody -1")]
    [InlineData("ledger 1 ", "ledger one ")]
    public void A_line_that_is_not_as_agreed_refuses_the_whole_reply(string right, string wrong)
    {
        Replies.Observed.ShouldContain(line => line.Contains(right));
        var bytes = Replies.Whole("observed", Replies.Observed.Select(line => line.Replace(right, wrong)));
        ObserveReply.Parse(bytes, Replies.Nonce, 2).ShouldBeOfType<HostReply<ObserveReply>.Unreadable>().Fault.ShouldBe(ReplyFault.WrongField);
    }

    [Fact]
    public void Evidence_names_the_place_and_not_the_value()
    {
        var bytes = Replies.Whole("observed", Replies.Observed.Select(line => line.Replace($"{new string('b', 40)} ", "canary ")));
        var fault = ObserveReply.Parse(bytes, Replies.Nonce, 2).ShouldBeOfType<HostReply<ObserveReply>.Unreadable>();
        fault.Evidence.ShouldBe("line 34 (account): field 9");
    }
}
