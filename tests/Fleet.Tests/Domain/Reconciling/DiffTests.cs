using System.Collections.Immutable;
using CsCheck;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Reconciling;

public sealed class DiffTests
{
    private static readonly AccessModeSet Open = new(AccessMode.Open, Activation.InPlace, EvictSessions: false);
    private static readonly DesiredServer Locked = Some.Server(Some.Lockdown);
    private static readonly DesiredServer Opened = Some.Server(Open);
    private static readonly Observation Seen = Some.Observation();

    [Fact]
    public void What_is_as_commanded_is_no_drift()
    {
        Of(Locked, Seen).ShouldBeEmpty();
        Of(Opened, Some.Observation("jitsi-anonymous"), Some.Probe(AnonymousLogin.Accepted)).ShouldBeEmpty();
        Of(Opened, Some.Observation("anonymous"), Some.Probe(AnonymousLogin.Accepted)).ShouldBeEmpty();
    }

    [Fact]
    public void A_server_without_a_commanded_access_mode_is_not_judged_by_it() =>
        Of(Some.Server(), Some.Observation("jitsi-anonymous"), Some.Probe(AnonymousLogin.Accepted)).ShouldBeEmpty();

    public static TheoryData<string, Observation, DriftKind, DriftSeverity> OfLocked => new()
    {
        { "open on disk", Disk(d => d with { Provider = new("jitsi-anonymous", true, null) }), DriftKind.AccessMode,
            DriftSeverity.Critical },
        { "provider not managed", Disk(d => d with { Provider = new("token", true, null) }), DriftKind.Unsupported, DriftSeverity.High },
        { "provider not determined", Disk(d => d with { Provider = new(null, false, "os.getenv") }), DriftKind.Unsupported,
            DriftSeverity.High },
        { "open guests", Disk(d => d with { GuestHost = GuestHost.Anonymous }), DriftKind.GuestHost, DriftSeverity.Critical },
        { "unknown guests", Disk(d => d with { GuestHost = GuestHost.Unknown }), DriftKind.Undetermined, DriftSeverity.High },
        { "other login", Disk(d => d with { Jicofo = JicofoAuthentication.OtherDomain }), DriftKind.JicofoAuth, DriftSeverity.Critical },
        { "web client", Disk(d => d with { AnonymousDomain = "guest.example.com" }), DriftKind.AnonymousDomain, DriftSeverity.Critical },
        { "registration", Disk(d => d with { RegistrationOpen = true }), DriftKind.RegistrationOpen, DriftSeverity.Critical },
        { "unknown registration", Disk(d => d with { RegistrationOpen = null }), DriftKind.Undetermined, DriftSeverity.Medium },
        { "link missing", Disk(d => d with { Link = ConfigLink.Missing }), DriftKind.ConfigNotLoaded, DriftSeverity.Critical },
        { "link dangling", Disk(d => d with { Link = ConfigLink.Dangling }), DriftKind.ConfigNotLoaded, DriftSeverity.Critical },
        { "link elsewhere", Disk(d => d with { Link = ConfigLink.Elsewhere }), DriftKind.ConfigNotLoaded, DriftSeverity.Critical },
        { "link copied", Disk(d => d with { Link = ConfigLink.Copied }), DriftKind.ConfigNotLoaded, DriftSeverity.High },
        { "link unknown", Disk(d => d with { Link = ConfigLink.Unknown }), DriftKind.Undetermined, DriftSeverity.Medium },
        { "time bomb", Disk(d => d with { Config = new(ConfigValidity.Invalid, "line 3") }), DriftKind.ConfigInvalid, DriftSeverity.High },
        { "not checked", Disk(d => d with { Config = new(ConfigValidity.Unknown, null) }), DriftKind.Undetermined, DriftSeverity.Medium },
        { "second definition", Disk(d => d with { Overrides = [new("authentication", "conf.d/x.cfg.lua:1")] }), DriftKind.ConfigOverride,
            DriftSeverity.High },
        { "sql storage", Disk(d => d with { Storage = new(StorageSupport.Overridden, "sql") }), DriftKind.Unsupported, DriftSeverity.High },
        { "unknown storage", Disk(d => d with { Storage = new(StorageSupport.Unknown, "?") }), DriftKind.Unsupported, DriftSeverity.High },
        { "permissions", Disk(d => d with { Files = [new("host-config", "0640 root:prosody", "0666 root:root", true)] }),
            DriftKind.FilePermissions, DriftSeverity.Medium },
        { "open in force", Force(f => f with { Provider = "anonymous" }), DriftKind.NotInForce, DriftSeverity.Critical },
        { "other in force", Force(f => f with { Provider = "token" }), DriftKind.NotInForce, DriftSeverity.Critical },
        { "not served", Force(f => f with { Provider = InForce.NotServed }), DriftKind.NotInForce, DriftSeverity.Critical },
        { "in force unknown", Seen with { InForce = InForce.Unknown("no shell") }, DriftKind.Undetermined, DriftSeverity.High },
        { "guests in force", Force(f => f with { GuestHostActive = true }), DriftKind.GuestHost, DriftSeverity.Critical },
        { "old sessions", Force(f => f with { SessionsWithoutLogin = 3 }), DriftKind.OldSessions, DriftSeverity.Medium },
        { "uncounted sessions", Force(f => f with { SessionsWithoutLogin = null }), DriftKind.Undetermined, DriftSeverity.Medium },
        { "prosody down", Service("prosody", ServiceStatus.Failed), DriftKind.ServiceDown, DriftSeverity.Critical },
        { "prosody gone", Service("prosody", ServiceStatus.NotInstalled), DriftKind.ServiceDown, DriftSeverity.Critical },
        { "jicofo down", Service("jicofo", ServiceStatus.Stopped), DriftKind.ServiceDown, DriftSeverity.High },
        { "jicofo masked", Service("jicofo", ServiceStatus.Masked), DriftKind.ServiceDown, DriftSeverity.High },
        { "not at boot", Service("jicofo", ServiceStatus.Running, enabled: false), DriftKind.ServiceDown, DriftSeverity.Medium },
        { "service unknown", Service("jicofo", ServiceStatus.Unknown), DriftKind.Undetermined, DriftSeverity.Medium },
        { "other fleet", Host(h => h with { Owner = HostOwner.Other }), DriftKind.OtherOwner, DriftSeverity.High },
        { "other database", Host(h => h with { OtherIncarnation = "0198f000" }), DriftKind.OtherOwner, DriftSeverity.High },
        { "no owner", Host(h => h with { Owner = HostOwner.None }), DriftKind.HostProgram, DriftSeverity.High },
        { "program missing", Host(h => h with { Program = new(null, null, HostProgramState.Missing) }), DriftKind.HostProgram,
            DriftSeverity.High },
        { "program changed", Host(h => h with { Program = new("1", "x", HostProgramState.Changed) }), DriftKind.HostProgram,
            DriftSeverity.High },
        { "program old", Host(h => h with { Program = new("0", "x", HostProgramState.Old) }), DriftKind.HostProgram, DriftSeverity.Medium },
        { "other domain", Host(h => h with { ServesDomain = false }), DriftKind.HostIdentity, DriftSeverity.Critical },
        { "domain unknown", Host(h => h with { ServesDomain = null }), DriftKind.Undetermined, DriftSeverity.High },
        { "untested", Host(h => h with { ProsodyTested = false }), DriftKind.UntestedVersion, DriftSeverity.High },
        { "held", Host(h => h with { HeldPackages = ["prosody"] }), DriftKind.Held, DriftSeverity.Info },
        { "dpkg interrupted", Host(h => h with { PackageManager = PackageManagerState.Interrupted }), DriftKind.Held, DriftSeverity.Info },
        { "clock", Host(h => h with { ClockSkew = -5.4, ClockUncertainty = 0.3 }), DriftKind.Clock, DriftSeverity.Medium },
        { "unknown account", Some.Observation(accounts: Some.Account("mallory")), DriftKind.UserUnknown, DriftSeverity.High },
        { "accounts unread", Seen with { Accounts = new(null, null, "permission denied") }, DriftKind.Undetermined, DriftSeverity.High },
    };

    [Theory]
    [MemberData(nameof(OfLocked))]
    public void One_difference_is_one_drift(string difference, Observation observation, DriftKind kind, DriftSeverity severity)
    {
        var item = Of(Locked, observation).ShouldHaveSingleItem(difference);
        (item.Kind, item.Severity).ShouldBe((kind, severity), difference);
    }

    [Theory]
    [InlineData(5.0, 0.0)]
    [InlineData(-5.0, 0.0)]
    [InlineData(8.9, 4.0)]
    public void A_skew_that_the_way_there_and_back_may_account_for_is_none(double skew, double uncertainty) =>
        Of(Locked, Host(h => h with { ClockSkew = skew, ClockUncertainty = uncertainty })).ShouldBeEmpty();

    [Fact]
    public void Closed_where_it_should_be_open_is_drift_too()
    {
        var drift = Of(Opened, Seen);
        drift.Select(d => (d.Layer, d.Kind, d.Severity)).ShouldBe(
            [(DriftLayer.OnDisk, DriftKind.AccessMode, DriftSeverity.High), (DriftLayer.InForce, DriftKind.NotInForce, DriftSeverity.High),
            (DriftLayer.Outside, DriftKind.LoginRefused, DriftSeverity.High)]);
        Of(Opened, Some.Observation("anonymous") with { InForce = Seen.InForce with { Provider = InForce.NotServed } },
            Some.Probe(AnonymousLogin.Accepted))
            .ShouldHaveSingleItem().Severity.ShouldBe(DriftSeverity.Critical);
    }

    [Fact]
    public void A_door_that_does_not_matter_while_open_is_still_told()
    {
        Opened(d => d with { GuestHost = GuestHost.Anonymous }).Severity.ShouldBe(DriftSeverity.Medium);
        Opened(d => d with { RegistrationOpen = true }).Severity.ShouldBe(DriftSeverity.Medium);
        DriftItem Opened(Func<OnDisk, OnDisk> change)
        {
            var open = Some.Observation("anonymous");
            return Of(DiffTests.Opened, open with { OnDisk = change(open.OnDisk) }, Some.Probe(AnonymousLogin.Accepted))
                .ShouldHaveSingleItem();
        }
    }

    public static TheoryData<ProbeResult, DriftKind, DriftSeverity> FromOutside => new()
    {
        { Some.Probe(AnonymousLogin.Accepted), DriftKind.OpenFromOutside, DriftSeverity.Critical },
        { Some.Probe(AnonymousLogin.NoSuchHost), DriftKind.LoginRefused, DriftSeverity.Critical },
        { Some.Probe(AnonymousLogin.Unknown), DriftKind.Undetermined, DriftSeverity.Medium },
        { Some.Probe() with { Guest = AnonymousLogin.Accepted }, DriftKind.OpenFromOutside, DriftSeverity.Critical },
        { Some.Probe() with { Member = MemberLogin.Refused }, DriftKind.LoginRefused, DriftSeverity.Critical },
        { Some.Probe() with { At = Some.Now - ProbeResult.Validity - TimeSpan.FromSeconds(1) }, DriftKind.Undetermined,
            DriftSeverity.Medium },
    };

    [Theory]
    [MemberData(nameof(FromOutside))]
    public void What_a_client_gets_is_compared_by_itself(ProbeResult probe, DriftKind kind, DriftSeverity severity)
    {
        var item = Of(Locked, Seen, probe).ShouldHaveSingleItem();
        (item.Layer, item.Kind, item.Severity).ShouldBe((DriftLayer.Outside, kind, severity));
    }

    [Theory]
    [InlineData(ReconcileOutcome.Unreachable, DriftKind.Unreachable, DriftSeverity.High)]
    [InlineData(ReconcileOutcome.AwaitingKey, DriftKind.HostKey, DriftSeverity.Medium)]
    [InlineData(ReconcileOutcome.HostKeyChanged, DriftKind.HostKey, DriftSeverity.Critical)]
    [InlineData(ReconcileOutcome.HostIdentityChanged, DriftKind.HostIdentity, DriftSeverity.Critical)]
    [InlineData(ReconcileOutcome.Refused, DriftKind.OtherOwner, DriftSeverity.High)]
    [InlineData(ReconcileOutcome.Failed, DriftKind.Undetermined, DriftSeverity.High)]
    public void A_host_that_was_not_seen_is_never_green_and_still_seen_from_outside(ReconcileOutcome outcome, DriftKind kind,
        DriftSeverity severity)
    {
        Diff.WithoutObservation(Locked, outcome, "why", Some.Probe(), Some.Now).Select(d => (d.Kind, d.Severity))
            .ShouldBe([(kind, severity)]);
        Diff.WithoutObservation(Locked, outcome, "why", Some.Probe(AnonymousLogin.Accepted), Some.Now).Select(d => d.Kind)
            .ShouldContain(DriftKind.OpenFromOutside);
    }

    [Fact]
    public void Another_machine_is_noticed_within_one_incarnation()
    {
        var known = Restraints.None with { MachineId = "machine-0", Incarnation = 1 };
        Diff.Between(Locked, Seen, Some.Probe(), Some.Now, known).ShouldHaveSingleItem().Kind.ShouldBe(DriftKind.HostIdentity);
        Diff.Between(Some.After(Locked, [new ServerReplaced(null, 2)]), Seen, Some.Probe(), Some.Now, known).ShouldBeEmpty();
        Diff.Between(Locked, Seen, Some.Probe(), Some.Now, known with { MachineId = "machine-1" }).ShouldBeEmpty();
    }

    [Fact]
    public void While_prosody_is_down_nothing_is_said_to_be_in_force() =>
        Of(Locked, Service("prosody", ServiceStatus.Stopped) with { InForce = InForce.Unknown("not running") }).ShouldHaveSingleItem()
            .Kind.ShouldBe(DriftKind.ServiceDown);

    [Fact]
    public void Sessions_that_were_to_be_closed_weigh_more()
    {
        var evicting = Some.Server(Some.Lockdown with { EvictSessions = true });
        Of(evicting, Force(f => f with { SessionsWithoutLogin = 1 })).ShouldHaveSingleItem().Severity.ShouldBe(DriftSeverity.High);
    }

    [Fact]
    public void A_suspended_server_pages_nobody_until_the_suspension_ends()
    {
        var suspended = Some.After(Locked, [new EnforcementSet(EnforcementMode.Suspended, Some.Now.AddHours(1))]);
        var open = Some.Observation("jitsi-anonymous");
        Diff.Between(suspended, open, null, Some.Now).ShouldAllBe(d => d.Severity == DriftSeverity.Info);
        Diff.Between(suspended, open, null, Some.Now.AddHours(1)).ShouldContain(d => d.Severity == DriftSeverity.Critical);
    }

    [Fact]
    public void Thousands_of_one_kind_are_told_as_a_few()
    {
        var accounts = Enumerable.Range(0, 5000).Select(i => Some.Account($"u{i:0000}")).ToArray();
        var drift = Of(Locked, Some.Observation(accounts: accounts));
        drift.Length.ShouldBe(Diff.MaxOfOneKind + 1);
        drift[^1].ShouldBe(
            new DriftItem(DriftLayer.OnDisk, DriftKind.UserUnknown, DriftSeverity.High, DriftSubject.Others, "4980 more of this kind"));
    }

    [Fact]
    public void No_two_drifts_have_the_same_kind_and_subject() => Gen.Select(Any.Server, Any.Observation, Any.Probe).Sample(
        (server, observation, probe) =>
            Diff.Between(server, observation, probe, Some.Now).Select(d => d.Key).ShouldBeUnique(), iter: 1_000);

    [Fact]
    public void What_a_host_says_cannot_command_a_terminal()
    {
        var hostile = Force(f => f with { Provider = "\u001b[2J" }) with { Accounts = new("d", [Some.Account("\u001b]0;x\u0007")], null) };
        Of(Locked, hostile).ShouldAllBe(d => !(d.Subject + d.Evidence).Any(char.IsControl));
    }

    private static ImmutableArray<DriftItem> Of(DesiredServer desired, Observation observation, ProbeResult? probe = null) =>
        Diff.Between(desired, observation, probe ?? Some.Probe(), Some.Now);

    private static Observation Disk(Func<OnDisk, OnDisk> change) => Seen with { OnDisk = change(Seen.OnDisk) };

    private static Observation Force(Func<InForce, InForce> change) => Seen with { InForce = change(Seen.InForce) };

    private static Observation Host(Func<HostFacts, HostFacts> change) => Seen with { Host = change(Seen.Host) };

    private static Observation Service(string name, ServiceStatus status, bool? enabled = true) =>
        Seen with { Services = [.. Seen.Services.Where(s => s.Name != name), Some.Service(name, status, enabled)] };
}
