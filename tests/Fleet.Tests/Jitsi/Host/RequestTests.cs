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
        new(Replies.Nonce, "meet.example.com", "fleet-1", 42, 7, "corr-1", new HostActivation.InPlace(SwitchableProvider.InternalHashed), changes);

    private static string Text(byte[] request) => Encoding.ASCII.GetString(request);

    [Fact]
    public void An_observe_names_what_is_known() =>
        Text(new ObserveRequest(Replies.Nonce, "meet.example.com", KnownAccounts: Replies.Hash, LedgerAfter: 3).Render()).ShouldBe($"""
            fleet-host 1 00000206
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
            new HostChange.CloseSessions("alice")).Render()).ShouldContain($"""
            fence 42
            generation 7
            correlation corr-1
            activation in-place internal_hashed
            change 1 set-provider /etc/prosody/conf.d/h.cfg.lua {Replies.Hash} 812 jitsi-anonymous internal_hashed
            change 2 link-config -
            change 3 put-account hand%252emade SHA-1 10000 a%20salt 5e 6f
            change 4 remove-account j%25c3%25bcrgen
            change 5 fix-account-permissions -
            change 6 fix-config-permissions /etc/prosody/prosody.cfg.lua
            change 7 start-service jitsi-videobridge2
            change 8 close-sessions alice
            end {Replies.Nonce}

            """);

    [Fact]
    public void The_header_says_how_many_bytes_follow() => Gen.String.Sample(salt =>
    {
        var request = Apply(new HostChange.PutAccount("a", new ScramVerifier(ScramHash.Sha1, salt, 1, "", ""))).Render();
        return int.Parse(Text(request)[13..21]) == request.Length - 22;
    });

    [Fact]
    public void No_value_ends_its_word_or_its_line() => Gen.Select(Gen.String, Gen.String).Sample((user, salt) =>
    {
        var lines = Text(Apply(new HostChange.PutAccount(user, new ScramVerifier(ScramHash.Sha1, salt, 1, "", ""))).Render()).Split('\n');
        return lines.Length == 11 && lines[8].Split(' ').Length == 9 && lines[8].All(c => c is >= ' ' and <= '~');
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
