using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Probing;
using Fleet.Tests.Domain;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Probing;

/// <summary>Who can open a room, row by row, and what the verdict on it rests on.</summary>
public sealed class RoomCreationTests
{
    private const string Guest = "guest.meet.example.com";

    public static TheoryData<string, Door, Door, JicofoAuthentication, string?, RoomCreators> Table => new()
    {
        { "anonymous, Jicofo off", Door.Open, Door.Absent, JicofoAuthentication.Off, null, RoomCreators.Anybody },
        { "anonymous, Jicofo on: its JIDs are of the domain", Door.Open, Door.Absent, JicofoAuthentication.On, null, RoomCreators.Anybody },
        { "anonymous, any guest host", Door.Open, Door.Open, JicofoAuthentication.On, Guest, RoomCreators.Anybody },
        { "hashed, none, Jicofo off", Door.Closed, Door.Absent, JicofoAuthentication.Off, null, RoomCreators.Members },
        { "hashed, none, Jicofo on", Door.Closed, Door.Absent, JicofoAuthentication.On, null, RoomCreators.Members },
        { "hashed, guests, Jicofo off", Door.Closed, Door.Open, JicofoAuthentication.Off, Guest, RoomCreators.AnybodyAsGuest },
        { "hashed, guests, Jicofo on", Door.Closed, Door.Open, JicofoAuthentication.On, Guest, RoomCreators.MembersBeforeGuests },
        { "hashed, guests, Jicofo of another domain", Door.Closed, Door.Open, JicofoAuthentication.OtherDomain, Guest, RoomCreators.Unknown },
        { "hashed, none, Jicofo of another domain", Door.Closed, Door.Absent, JicofoAuthentication.OtherDomain, null, RoomCreators.Nobody },
        { "hashed, guests, no anonymousdomain", Door.Closed, Door.Open, JicofoAuthentication.On, null, RoomCreators.MembersBeforeGuests },
        { "hashed, none, anonymousdomain set", Door.Closed, Door.Absent, JicofoAuthentication.On, Guest, RoomCreators.NobodyConnects },
        { "hashed, guests closed", Door.Closed, Door.Closed, JicofoAuthentication.Off, null, RoomCreators.Members },
        { "empty tokens", Door.Open, Door.Absent, JicofoAuthentication.Off, null, RoomCreators.Anybody },
        { "not served", Door.Absent, Door.Absent, JicofoAuthentication.On, null, RoomCreators.NobodyConnects },
        { "not seen", Door.Unknown, Door.Absent, JicofoAuthentication.On, null, RoomCreators.Unknown },
        { "guests not seen", Door.Closed, Door.Unknown, JicofoAuthentication.On, null, RoomCreators.Unknown },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_triple_decides(string row, Door main, Door guest, JicofoAuthentication jicofo, string? domain, RoomCreators who) =>
        RoomCreation.Of(main, guest, jicofo, domain).Who.ShouldBe(who, row);

    [Fact]
    public void An_open_server_stays_open_whatever_Jicofo_wants() => Judged(AnonymousLogin.Accepted, AnonymousLogin.NoSuchHost, JicofoAuthentication.On)
        .ShouldSatisfyAllConditions(v => v.Verdict.ShouldBe(Verdict.Open), v => v.Evidence.ShouldContain("passes Jicofo's own login"));

    [Fact]
    public void Open_through_the_guest_host_rests_on_the_running_Jicofo() =>
        Judged(AnonymousLogin.Refused, AnonymousLogin.Accepted, JicofoAuthentication.Off)
            .ShouldSatisfyAllConditions(v => v.Verdict.ShouldBe(Verdict.Open), v => v.Evidence.ShouldContain("(by the running Jicofo)"));

    [Fact]
    public void With_guests_it_is_locked_only_by_the_running_Jicofo()
    {
        Judged(AnonymousLogin.Refused, AnonymousLogin.Accepted, JicofoAuthentication.On, h => Client(h, Guest)).Verdict.ShouldBe(Verdict.Locked);
        Judged(AnonymousLogin.Refused, AnonymousLogin.Accepted, JicofoAuthentication.On).Evidence.ShouldContain("the page asks each of them");
        // its files say so, and it was not restarted
        Judged(AnonymousLogin.Refused, AnonymousLogin.Accepted, JicofoAuthentication.On,
            h => h with { InForce = h.InForce with { Jicofo = new(JicofoAuthentication.Off, null) } }).Verdict.ShouldBe(Verdict.Open);
        Judged(AnonymousLogin.Refused, AnonymousLogin.Accepted, JicofoAuthentication.On,
            h => h with { InForce = h.InForce with { Jicofo = null } }).Verdict.ShouldBe(Verdict.Unknown);
    }

    [Fact]
    public void A_guest_host_of_another_name_is_a_door_too() => Judged(AnonymousLogin.Refused, AnonymousLogin.NoSuchHost, JicofoAuthentication.Off,
        h => h with { InForce = h.InForce with { GuestHostActive = true } }).Verdict.ShouldBe(Verdict.Open);

    [Fact]
    public void Nobody_getting_in_is_not_green()
    {
        Judged(AnonymousLogin.Refused, AnonymousLogin.NoSuchHost, JicofoAuthentication.OtherDomain).Verdict.ShouldBe(Verdict.LockedLoginNotProven);
        Judged(AnonymousLogin.Refused, AnonymousLogin.NoSuchHost, JicofoAuthentication.On, h => Client(h, Guest))
            .ShouldSatisfyAllConditions(v => v.Verdict.ShouldBe(Verdict.LockedLoginNotProven), v => v.Evidence.ShouldContain("(config.js)"));
    }

    [Fact]
    public void Whoever_may_make_an_account_gets_in() => Judged(AnonymousLogin.Refused, AnonymousLogin.NoSuchHost, JicofoAuthentication.On,
        h => h with { OnDisk = h.OnDisk with { RegistrationOpen = true } })
        .ShouldSatisfyAllConditions(v => v.Verdict.ShouldBe(Verdict.Open), v => v.Evidence.ShouldContain("`allow_registration` in its files"));

    [Fact]
    public void An_empty_token_is_named() => Judged(AnonymousLogin.Accepted, AnonymousLogin.NoSuchHost, JicofoAuthentication.Off,
        h => h with { OnDisk = h.OnDisk with { EmptyTokens = true } }).Evidence.ShouldContain("allow_empty_token");

    private static JudgedVerdict Judged(
        AnonymousLogin main, AnonymousLogin guest, JicofoAuthentication jicofo, Func<Observation, Observation>? change = null)
    {
        var host = Some.Whole(jicofo);
        return AccessVerdict.Judge(Some.Probe(main) with { Guest = guest }, change?.Invoke(host) ?? host, Some.Now, ProbeResult.Validity);
    }

    private static Observation Client(Observation host, string domain) => host with { OnDisk = host.OnDisk with { AnonymousDomain = domain } };
}
