using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using Shouldly;
using Xunit;
using static Fleet.Tests.Jitsi.Hosts.Replies;

namespace Fleet.Tests.Jitsi.Hosts;

public sealed class HostChangesTests
{
    private static readonly Change.SetProvider Lock = new("jitsi-anonymous", "internal_hashed");

    [Fact]
    public void Locking_down_is_one_literal_and_a_switch_in_place()
    {
        var orders = Orders(Open, Lock, new Change.ActivateAccessMode(Activation.InPlace, "jitsi-anonymous", "internal_hashed"));
        orders.Activation.ShouldBe(new HostActivation.InPlace(SwitchableProvider.InternalHashed));
        orders.Orders.ShouldBe([new HostChange.SetProvider(LinkPath, Hash(LinkPath), OpenText.IndexOf("\"jitsi", StringComparison.Ordinal), SwitchableProvider.JitsiAnonymous, SwitchableProvider.InternalHashed)]);
    }

    [Fact]
    public void What_a_lost_link_led_to_is_changed_where_it_is()
    {
        var lost = Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", Main), Missing(LinkPath), File(FilePath, OpenText));
        var orders = Orders(lost, Lock, new Change.RestoreConfigLink()).Orders;
        orders[0].ShouldBeOfType<HostChange.SetProvider>().Path.ShouldBe(FilePath);
        orders[1].ShouldBe(new HostChange.LinkConfig(CopyHash: null));
    }

    [Fact]
    public void A_copy_is_changed_itself_and_named_by_its_hash()
    {
        var copied = Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", Main), File(LinkPath, OpenText), File(FilePath, LockedText));
        var orders = Orders(copied, new Change.RestoreConfigLink(), Lock).Orders;
        orders[0].ShouldBe(new HostChange.LinkConfig(Hash(LinkPath)));
        orders[1].ShouldBeOfType<HostChange.SetProvider>().Path.ShouldBe(LinkPath);
    }

    [Fact]
    public void An_account_is_put_by_the_credential_that_was_asked_for()
    {
        Orders(Open, new Change.PutAccount("alice", Credential.Id, DriftKind.UserMissing)).Orders.ShouldBe([new HostChange.PutAccount("alice", Verifier)]);
        var without = Orders(Open, new Change.PutAccount("alice", Guid.Empty, DriftKind.UserMissing), new Change.PutAccount("bob", Credential.Id, DriftKind.UserMissing));
        without.Orders.ShouldBeEmpty();
        without.Steps.Select(s => s.Gap).ShouldBe(["this worker has no credential for alice that opens", "this worker has no credential for bob that opens"]);
    }

    [Fact]
    public void A_credential_of_another_hash_than_the_servers_is_not_put()
    {
        var sha256 = Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", "password_hash = \"SHA-256\"\n" + Main), Link(OpenText), File(FilePath, OpenText));
        var orders = Orders(sha256, new Change.PutAccount("alice", Credential.Id, DriftKind.UserCredential));
        orders.Orders.ShouldBeEmpty();
        orders.Steps.Single().Gap!.ShouldContain("the credential of alice is SHA-1");
    }

    [Fact]
    public void Every_finding_about_permissions_can_be_repaired()
    {
        var bad = Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", Main, mode: "666"), Link(OpenText) with { Status = new("root", "root", "600", 1, Now) })
            .WithAccounts(Account("j%2edoe") with { Owner = "root" });
        var findings = bad.Observe().OnDisk.Files;
        findings.Select(f => f.Subject).ShouldBe(["config:prosody.cfg.lua", "host-config", "account:j.doe"]);
        Orders(bad, [.. findings.Select(f => new Change.FixPermissions(f.Subject))]).Orders.ShouldBe(
            [new HostChange.FixConfigPermissions("/etc/prosody/prosody.cfg.lua"), new HostChange.FixConfigPermissions(LinkPath), new HostChange.FixAccountPermissions("j.doe")]);
    }

    [Fact]
    public void The_rest_is_said_as_it_is()
    {
        var orders = Orders(
            Open, new Change.RemoveAccount("bob"), new Change.StartService("jicofo"), new Change.CloseSessions(SessionKind.WithoutLogin),
            new Change.ActivateAccessMode(Activation.Restart, null, "anonymous"));
        orders.Orders.ShouldBe([new HostChange.RemoveAccount("bob"), new HostChange.StartService(HostService.Jicofo), new HostChange.CloseSessions(null)]);
        orders.Activation.ShouldBe(new HostActivation.Restart(SwitchableProvider.Anonymous));
        Orders(Open).Activation.ShouldBe(new HostActivation.None());
    }

    [Fact]
    public void What_cannot_be_said_is_left_out_and_explained()
    {
        var orders = Orders(Open.WithText("VirtualHost \"meet.example.com\"\nauthentication = x\n"), Lock, new Change.StartService("sshd"), new Change.FixPermissions("config:elsewhere"));
        orders.Orders.ShouldBeEmpty();
        orders.Steps.ShouldAllBe(s => s.Gap != null);
    }

    private static HostOrders Orders(ObserveReply reply, params Change[] changes) =>
        HostChanges.Of(new([.. changes], [], [], 0), reply.View(), new Dictionary<string, AccountCredential> { ["alice"] = Credential });
}
