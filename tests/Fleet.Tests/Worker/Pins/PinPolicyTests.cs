using Fleet.Domain.Servers;
using Fleet.Worker.Pins;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Pins;

public sealed class PinPolicyTests
{
    private static readonly HostKey Other = new("ssh-ed25519", "SHA256:" + new string('B', 43));
    private static readonly HostKey Rsa = new("ssh-rsa", "SHA256:" + new string('C', 43));

    [Fact]
    public void without_a_key_a_server_waits_for_one() =>
        PinPolicy.Decide(null, TestServer.Enrolled()).ShouldBe(new PinDecision.AwaitKey());

    [Fact]
    public void the_first_keys_are_taken_and_remembered()
    {
        var server = TestServer.Enrolled(later: new HostKeyPinned(TestServer.Key));
        var use = PinPolicy.Decide(null, server).ShouldBeOfType<PinDecision.Use>();
        use.Keys.ShouldBe([TestServer.Key]);
        use.Remember.ShouldNotBeNull().Incarnation.ShouldBe(1);
    }

    [Fact]
    public void another_address_with_the_same_key_is_the_same_host()
    {
        var moved = TestServer.Enrolled(later: [
            new HostKeyPinned(TestServer.Key),
            new EndpointMoved(new SshEndpoint("192.0.2.99", 22, "fleet"), new ProbeTarget(null, 443, new ProbeTrust.SystemRoots())),
        ]);
        PinPolicy.Decide(new AcceptedKeys(1, [TestServer.Key]), moved).ShouldBeOfType<PinDecision.Use>().Remember.ShouldBeNull();
    }

    [Fact]
    public void another_key_for_the_same_incarnation_is_refused_with_both_named()
    {
        var server = TestServer.Enrolled(later: new HostKeyPinned(Other));
        var why = PinPolicy.Decide(new AcceptedKeys(1, [TestServer.Key]), server).ShouldBeOfType<PinDecision.Refuse>().Why;
        why.ShouldContain(TestServer.Key.Fingerprint);
        why.ShouldContain(Other.Fingerprint);
    }

    [Fact]
    public void a_key_that_is_added_is_not_used_as_long_as_the_accepted_one_stands()
    {
        var server = TestServer.Enrolled(later: [new HostKeyPinned(TestServer.Key), new HostKeyPinned(Rsa)]);
        PinPolicy.Decide(new AcceptedKeys(1, [TestServer.Key]), server).ShouldBeOfType<PinDecision.Use>().Keys.ShouldBe([TestServer.Key]);
    }

    [Fact]
    public void a_replaced_server_brings_its_new_key()
    {
        var server = TestServer.Enrolled(later: [new HostKeyPinned(TestServer.Key), new ServerReplaced(Other, 2)]);
        var use = PinPolicy.Decide(new AcceptedKeys(1, [TestServer.Key]), server).ShouldBeOfType<PinDecision.Use>();
        use.Keys.ShouldBe([Other]);
        use.Remember.ShouldNotBeNull().Incarnation.ShouldBe(2);
    }

    [Fact]
    public void an_older_incarnation_is_refused() =>
        PinPolicy.Decide(new AcceptedKeys(2, [Other]), TestServer.Enrolled(later: new HostKeyPinned(TestServer.Key))).ShouldBeOfType<PinDecision.Refuse>();
}
