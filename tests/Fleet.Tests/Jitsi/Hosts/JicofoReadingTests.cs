using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using Shouldly;
using Xunit;
using static Fleet.Tests.Jitsi.Hosts.Replies;
using JicofoSource = Fleet.Domain.Reconciling.JicofoSource;
using Wire = Fleet.Jitsi.Host;

namespace Fleet.Tests.Jitsi.Hosts;

public sealed class JicofoReadingTests
{
    private static readonly JicofoSettings Hocon = Place(Wire.JicofoSource.Hocon);
    private static readonly JicofoSettings HoconOn = Hocon with { Enabled = true, Type = "XMPP", LoginUrl = Replies.Domain };
    private static readonly JicofoSettings Legacy = Place(Wire.JicofoSource.Legacy);
    private static readonly JicofoSettings LegacyOn = Legacy with { Enabled = true, Type = "XMPP", LoginUrl = Replies.Domain };
    private static readonly JicofoSettings Options = Place(Wire.JicofoSource.Options);
    private static readonly JicofoSettings OptionsLegacy = Place(Wire.JicofoSource.OptionsLegacy);

    [Fact]
    public void What_sets_nothing_is_off_and_can_be_turned_on()
    {
        Read(Hocon, Legacy, Options, OptionsLegacy).ShouldBe(new(JicofoAuthentication.Off, Installed: true, null, Ours: false, Rewritable: true, null));
        Read(HoconOn with { Ours = true }).ShouldBe(new(JicofoAuthentication.On, Installed: true, JicofoSource.File, Ours: true, Rewritable: true, null));
    }

    [Theory]
    [InlineData("XMPP", "MEET.example.com", JicofoAuthentication.On)]
    [InlineData("XMPP", "other.example.com", JicofoAuthentication.OtherDomain)]
    [InlineData("XMPP", null, JicofoAuthentication.OtherDomain)]
    [InlineData("XMPP", "", JicofoAuthentication.OtherDomain)] // what can't be said on the wire is not the domain
    [InlineData("JWT", Replies.Domain, JicofoAuthentication.OtherType)]
    [InlineData("NONE", Replies.Domain, JicofoAuthentication.Off)]
    [InlineData(null, Replies.Domain, JicofoAuthentication.Off)]
    [InlineData("", Replies.Domain, JicofoAuthentication.OtherType)]
    public void Type_and_domain_decide(string? type, string? login, JicofoAuthentication state) =>
        Read(HoconOn with { Type = type, LoginUrl = login })!.State.ShouldBe(state);

    [Fact]
    public void The_stronger_place_wins_setting_by_setting()
    {
        Read(HoconOn, LegacyOn with { LoginUrl = "other" })!.State.ShouldBe(JicofoAuthentication.OtherDomain);
        Read(Hocon, LegacyOn)!.Source.ShouldBe(JicofoSource.Legacy);
        Read(HoconOn with { LoginUrl = "other" }, LegacyOn, OptionsLegacy)!.State.ShouldBe(JicofoAuthentication.On);
        // of one property the file wins over the option
        Read(HoconOn, LegacyOn, OptionsLegacy with { Enabled = true, Type = "NONE" })!.Source.ShouldBe(JicofoSource.Legacy);
        Read(HoconOn, Legacy, OptionsLegacy with { Enabled = true, Type = "NONE" })
            .ShouldBe(new(JicofoAuthentication.Off, Installed: true, JicofoSource.LegacyOptions, Ours: false, Rewritable: true, null));
        // each by itself: enabled from the options, the rest from the file
        Read(HoconOn with { Enabled = false }, Options with { Enabled = true })!.State.ShouldBe(JicofoAuthentication.On);
    }

    [Fact]
    public void What_could_have_said_it_and_cannot_be_read_makes_it_unknown()
    {
        Read(Hocon with { State = JicofoFileState.NoReader })!.State.ShouldBe(JicofoAuthentication.Unknown);
        Read(HoconOn, Legacy with { State = JicofoFileState.Unreadable })!.State.ShouldBe(JicofoAuthentication.Unknown);
        // what wins already does not depend on it
        Read(Hocon with { State = JicofoFileState.Unreadable }, LegacyOn)!.State.ShouldBe(JicofoAuthentication.On);
        Read(Hocon with { State = JicofoFileState.Invalid })!.ShouldSatisfyAllConditions(r => r.Invalid.ShouldBeTrue(), r => r.Rewritable.ShouldBeFalse());
    }

    [Fact]
    public void What_Fleet_would_write_in_vain_is_not_rewritable()
    {
        Read(Hocon, Options with { Type = "JWT" })!.Rewritable.ShouldBeFalse();
        Read(Hocon, Options with { LoginUrl = "other" })!.Rewritable.ShouldBeFalse();
        Read(Hocon with { State = JicofoFileState.Missing, Hash = null })!.Problem.ShouldBe("jicofo.conf is missing");
        Read(HoconOn with { Type = "JWT" })!.Problem.ShouldBe("it wants a token");
        Read(HoconOn with { LoginUrl = "other", Ours = true })!.Rewritable.ShouldBeFalse();
    }

    [Fact]
    public void A_host_without_Jicofo_and_an_old_program_say_so()
    {
        With(HoconOn).Observe().OnDisk.JicofoFiles!.Installed.ShouldBeTrue();
        (With(HoconOn) with { Services = [new("jicofo", "not-found", null, null, null)] }).Observe().OnDisk.JicofoFiles!.Installed.ShouldBeFalse();
        Read(Hocon with { State = JicofoFileState.Missing, Hash = null }, Legacy with { State = JicofoFileState.Missing })!.Installed.ShouldBeFalse();
        Open.Observe().OnDisk.JicofoFiles.ShouldBeNull();
        Open.Observe().InForce.Jicofo.ShouldBeNull();
    }

    [Theory]
    [InlineData(JicofoAuthority.Xmpp, Replies.Domain, JicofoAuthentication.On)]
    [InlineData(JicofoAuthority.Xmpp, "other", JicofoAuthentication.OtherDomain)]
    [InlineData(JicofoAuthority.Xmpp, null, JicofoAuthentication.Unknown)]
    [InlineData(JicofoAuthority.Jwt, null, JicofoAuthentication.OtherType)]
    [InlineData(JicofoAuthority.None, null, JicofoAuthentication.Off)]
    [InlineData(JicofoAuthority.Unknown, Replies.Domain, JicofoAuthentication.Unknown)]
    public void The_running_one_is_told_apart(JicofoAuthority authority, string? login, JicofoAuthentication state) =>
        (With(HoconOn) with { Jicofo = new(authority, login, "no answer") }).Observe().InForce.Jicofo!.Authentication.ShouldBe(state);

    [Fact]
    public void Is_changed_where_it_wins()
    {
        var view = With(Hocon, Legacy, Options, OptionsLegacy).View();
        JicofoReader.Change(view, new(On: true, JicofoSource.File)).ShouldBe(new HostChange.SetJicofoAuthentication(true, "hash of Hocon"));
        JicofoReader.Change(view, new(On: false, JicofoSource.File)).ShouldBe(new HostChange.SetJicofoAuthentication(false, "hash of Hocon"));
        JicofoReader.Change(view, new(On: true, JicofoSource.Legacy)).ShouldBe(new HostChange.SetJicofoLogin(Wire.JicofoSource.Legacy, "hash of Legacy"));
        JicofoReader.Change(view, new(On: true, JicofoSource.FileOptions)).ShouldBeNull();
    }

    private static JicofoSettings Place(Wire.JicofoSource source) => new(source, JicofoFileState.Read, $"hash of {source}", null, null, null, Ours: false);

    private static JicofoReading? Read(params JicofoSettings[] places) => With(places).Observe().OnDisk.JicofoFiles;

    private static ObserveReply With(params JicofoSettings[] places) => Open with { Config = Open.Config with { Jicofo = places } };
}
