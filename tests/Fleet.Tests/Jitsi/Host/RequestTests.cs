using System.Text;
using CsCheck;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Scram;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Host;

public sealed class RequestTests
{
    private static ApplyRequest Apply(params IReadOnlyList<HostChange> changes) =>
        new(Replies.Nonce, "meet.example.com", "fleet-1", Database, 42, 7, "corr-1", new HostActivation.InPlace(SwitchableProvider.InternalHashed), changes);

    private static readonly Lifetime Database = new(new("0198f000-0000-7000-8000-000000000009"), 11);

    private static string Text(byte[] request) => Encoding.ASCII.GetString(request);

    [Fact]
    public void An_observe_names_what_is_known() =>
        Text(new ObserveRequest(Replies.Nonce, "meet.example.com", KnownAccounts: Replies.Hash, LedgerAfter: 3).Render(2)).ShouldBe($"""
            fleet-host 2 00000206
            observe {Replies.Nonce}
            domain meet.example.com
            known-config -
            known-accounts {Replies.Hash}
            check-config when-changed
            ledger-after 3
            end {Replies.Nonce}

            """);

    [Fact]
    public void Every_change_is_one_numbered_line() =>
        Text(Apply(
            new HostChange.SetProvider("/etc/prosody/conf.d/h.cfg.lua", Replies.Hash, 812, SwitchableProvider.JitsiAnonymous, SwitchableProvider.InternalHashed),
            new HostChange.LinkConfig(null),
            new HostChange.PutAccount("hand.made", new ScramVerifier(ScramHash.Sha1, "a salt", 10000, "5e", "6f")),
            new HostChange.RemoveAccount("j\u00fcrgen"),
            new HostChange.FixAccountPermissions(null),
            new HostChange.FixConfigPermissions("/etc/prosody/prosody.cfg.lua"),
            new HostChange.StartService(HostService.Videobridge),
            new HostChange.CloseSessions("alice"),
            new HostChange.AddGuestHost(SwitchableProvider.JitsiAnonymous),
            new HostChange.RemoveGuestHost(),
            new HostChange.SetJicofoAuthentication(On: true, Replies.Hash),
            new HostChange.SetJicofoLogin(JicofoSource.OptionsLegacy, Replies.Hash),
            new HostChange.RestartJicofo(),
            new HostChange.SetAnonymousDomain(Replies.Hash, 12, AnonymousDomainForm.Uncomment),
            new HostChange.DisableAccount("hand.made"),
            new HostChange.EnableAccount("alice"),
            new HostChange.Plant("0123456789abcdef"),
            new HostChange.Unplant()).Render(2)).ShouldContain($"""
            fleet fleet-1
            incarnation 0198f000-0000-7000-8000-000000000009
            epoch 11
            fence 42
            generation 7
            correlation corr-1
            urgency normal
            adopt-lock -
            activation in-place internal_hashed
            change 1 set-provider /etc/prosody/conf.d/h.cfg.lua {Replies.Hash} 812 jitsi-anonymous internal_hashed
            change 2 link-config -
            change 3 put-account hand%252emade SHA-1 10000 a%20salt 5e 6f
            change 4 remove-account j%25c3%25bcrgen
            change 5 fix-account-permissions -
            change 6 fix-config-permissions /etc/prosody/prosody.cfg.lua
            change 7 start-service jitsi-videobridge2
            change 8 close-sessions alice
            change 9 add-guest-host jitsi-anonymous
            change 10 remove-guest-host
            change 11 set-jicofo-authentication on {Replies.Hash}
            change 12 set-jicofo-login options-legacy {Replies.Hash}
            change 13 restart-jicofo
            change 14 set-anonymous-domain {Replies.Hash} 12 uncomment
            change 15 disable-account hand%252emade
            change 16 enable-account alice
            change 17 plant 0123456789abcdef
            change 18 unplant
            end {Replies.Nonce}

            """);

    [Fact]
    public void An_emergency_and_the_lock_that_is_taken_over_are_said() =>
        Text((Apply() with { Urgency = Urgency.Emergency, AdoptsLock = DateTimeOffset.FromUnixTimeSeconds(1763900000) }).Render(2))
            .ShouldContain("correlation corr-1\nurgency emergency\nadopt-lock 1763900000\nactivation ");

    [Fact]
    public void Protocol_1_says_nothing_that_it_does_not_know() =>
        Text((Apply() with { Urgency = Urgency.Emergency, AdoptsLock = DateTimeOffset.UnixEpoch }).Render(1)).ShouldBe($"""
            fleet-host 1 00000159
            apply {Replies.Nonce}
            domain meet.example.com
            fleet fleet-1
            fence 42
            generation 7
            correlation corr-1
            activation in-place internal_hashed
            end {Replies.Nonce}

            """);

    [Theory]
    [InlineData(SwitchableProvider.JitsiAnonymous, true, "guest-activation jitsi-anonymous\nguest-needs-jicofo yes\nchange 1 ")]
    [InlineData(null, false, "guest-activation absent\nguest-needs-jicofo no\nchange 1 ")]
    public void The_guest_host_is_activated_between_the_domain_and_the_changes(SwitchableProvider? provider, bool needsJicofo, string lines) =>
        Text((Apply(new HostChange.RemoveGuestHost()) with { Guest = new(provider, needsJicofo) }).Render(2))
            .ShouldContain("activation in-place internal_hashed\n" + lines);

    [Fact]
    public void Evidence_is_asked_for_since_a_time() =>
        Text(new EvidenceRequest(Replies.Nonce, "meet.example.com", DateTimeOffset.FromUnixTimeSeconds(1763900000)).Render(2))
            .ShouldEndWith($"evidence {Replies.Nonce}\ndomain meet.example.com\nsince 1763900000\nend {Replies.Nonce}\n");

    [Fact]
    public void The_header_says_how_many_bytes_follow() => Gen.String.Sample(salt =>
    {
        var request = Apply(new HostChange.PutAccount("a", new ScramVerifier(ScramHash.Sha1, salt, 1, "", ""))).Render(2);
        return int.Parse(Text(request)[13..21]) == request.Length - 22;
    });

    [Fact]
    public void No_value_ends_its_word_or_its_line() => Gen.Select(Gen.String, Gen.String).Sample((user, salt) =>
    {
        var lines = Text(Apply(new HostChange.PutAccount(user, new ScramVerifier(ScramHash.Sha1, salt, 1, "", ""))).Render(2)).Split('\n');
        return lines.Length == 15 && lines[12].Split(' ').Length == 9 && lines[12].All(c => c is >= ' ' and <= '~');
    });

    [Fact]
    public void An_account_file_names_its_user_both_ways() =>
        Gen.String[1, 40].Where(name => !name.Any(char.IsSurrogate)).Sample(name => AccountFile.Decode(AccountFile.Encode(name)) == name);

    [Theory]
    [InlineData("")]
    [InlineData("hand.made")]
    [InlineData("%2E")]
    [InlineData("%f")]
    [InlineData("%ff")]
    [InlineData("..")]
    public void A_file_that_Prosody_would_not_name_so_is_for_nobody(string file) => AccountFile.Decode(file).ShouldBeNull();
}
