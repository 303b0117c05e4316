using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Probing;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Probing;

public sealed class AccessVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(10);

    private static readonly ProbeResult Locked = new(
        Now.AddMinutes(-1), "192.0.2.7:443", "ab12", AnonymousLogin.Refused, AnonymousLogin.NoSuchHost, MemberLogin.Proven, "details.");

    [Fact]
    public void Locked_needs_every_proof() => Judge(Locked, Seen(sessions: 0)).ShouldBe(Verdict.Locked);

    [Fact]
    public void Names_address_certificate_and_time() => AccessVerdict.Judge(Locked, Seen(0), Now, Oldest).Evidence.ShouldBe(
        "nobody gets in without login, a member does; probed 192.0.2.7:443 (certificate sha256:ab12) at 2026-07-01T11:59:00Z: details.");

    [Theory]
    [InlineData(AnonymousLogin.Accepted, Verdict.Open)]
    [InlineData(AnonymousLogin.Refused, Verdict.Locked)]
    [InlineData(AnonymousLogin.NoSuchHost, Verdict.Unknown)]
    [InlineData(AnonymousLogin.Unknown, Verdict.Unknown)]
    public void The_domain_decides_first(AnonymousLogin anonymous, Verdict verdict) =>
        Judge(Locked with { Anonymous = anonymous }, Seen(0)).ShouldBe(verdict);

    [Theory]
    [InlineData(AnonymousLogin.Refused, JicofoAuthentication.Unknown, Verdict.Locked)]
    [InlineData(AnonymousLogin.Accepted, JicofoAuthentication.On, Verdict.Locked)]
    [InlineData(AnonymousLogin.Accepted, JicofoAuthentication.Off, Verdict.Open)]
    [InlineData(AnonymousLogin.Accepted, JicofoAuthentication.OtherDomain, Verdict.Unknown)]
    [InlineData(AnonymousLogin.Accepted, JicofoAuthentication.OtherType, Verdict.Unknown)]
    [InlineData(AnonymousLogin.Accepted, JicofoAuthentication.Unknown, Verdict.Unknown)]
    [InlineData(AnonymousLogin.Unknown, JicofoAuthentication.On, Verdict.Unknown)]
    public void An_open_guest_host_is_only_closed_by_Jicofo(AnonymousLogin guest, JicofoAuthentication jicofo, Verdict verdict) =>
        Judge(Locked with { Guest = guest }, Seen(0, jicofo)).ShouldBe(verdict);

    [Theory]
    [InlineData(MemberLogin.Refused)]
    [InlineData(MemberLogin.NotTried)]
    [InlineData(MemberLogin.Unknown)]
    public void A_login_that_is_not_proven_is_said(MemberLogin member) =>
        Judge(Locked with { Member = member }, Seen(0)).ShouldBe(Verdict.LockedLoginNotProven);

    [Fact]
    public void Who_answers_without_a_verified_certificate_proves_nothing_but_open()
    {
        Judge(Locked with { Certificate = null }, Seen(0)).ShouldBe(Verdict.Unknown);
        Judge(Locked with { Certificate = null, Anonymous = AnonymousLogin.Accepted }, Seen(0)).ShouldBe(Verdict.Open);
    }

    [Fact]
    public void Refused_from_outside_while_open_in_force_is_another_machine() =>
        Judge(Locked, Seen(0) with { InForce = Seen(0).InForce with { Provider = "jitsi-anonymous" } }).ShouldBe(Verdict.Unknown);

    [Fact]
    public void Old_sessions_are_counted()
    {
        Judge(Locked, Seen(3)).ShouldBe(Verdict.LockedOldSessions);
        AccessVerdict.Judge(Locked, Seen(3), Now, Oldest).Evidence.ShouldContain("3 sessions that came in before");
    }

    [Fact]
    public void What_is_missing_or_old_is_never_green()
    {
        Judge(null, Seen(0)).ShouldBe(Verdict.Unknown);
        Judge(Locked, null).ShouldBe(Verdict.Unknown);
        Judge(Locked, Seen(null)).ShouldBe(Verdict.Unknown);
        Judge(Locked, Seen(0) with { OnDisk = Seen(0).OnDisk with { RegistrationOpen = null } }).ShouldBe(Verdict.Unknown);
        Judge(Locked with { At = Now - Oldest - TimeSpan.FromSeconds(1) }, Seen(0)).ShouldBe(Verdict.Unknown);
        Judge(Locked with { Anonymous = AnonymousLogin.Accepted }, null).ShouldBe(Verdict.Open);
    }

    [Fact]
    public void Of_all_evidence_only_one_kind_is_green()
    {
        var green = from anonymous in Enum.GetValues<AnonymousLogin>()
                    from guest in Enum.GetValues<AnonymousLogin>()
                    from member in Enum.GetValues<MemberLogin>()
                    from jicofo in Enum.GetValues<JicofoAuthentication>()
                    from sessions in new int?[] { null, 0, 1 }
                    where Judge(Locked with { Anonymous = anonymous, Guest = guest, Member = member }, Seen(sessions, jicofo)) == Verdict.Locked
                    select (anonymous, guest, member, jicofo, sessions);
        green.ShouldAllBe(e => e.anonymous == AnonymousLogin.Refused && e.member == MemberLogin.Proven && e.sessions == 0
            && (e.guest == AnonymousLogin.NoSuchHost || e.guest == AnonymousLogin.Refused || (e.guest == AnonymousLogin.Accepted && e.jicofo == JicofoAuthentication.On)));
    }

    private static Verdict Judge(ProbeResult? probe, Observation? observation) => AccessVerdict.Judge(probe, observation, Now, Oldest).Verdict;

    private static Observation Seen(int? sessions, JicofoAuthentication jicofo = JicofoAuthentication.Off) => new(
        Now,
        new HostFacts("machine", true, HostOwner.Ours, null, new(null, null, HostProgramState.Current), null, true, PackageManagerState.Idle, [], 0),
        new OnDisk(
            new("internal_hashed", true, null), "jitsi-anonymous", ConfigLink.Intact, new(ConfigValidity.Valid, null), [], GuestHost.Absent, jicofo, null,
            false, new(StorageSupport.Files, null), []),
        new InForce("internal_hashed", false, sessions, sessions, 0, 0, null, null, new(jicofo, null), "none"),
        [],
        new ObservedAccounts(null, null, null));
}
