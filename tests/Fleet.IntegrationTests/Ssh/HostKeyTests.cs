using Fleet.Domain.Servers;
using Fleet.IntegrationTests.TestBed;
using Fleet.Worker.Ssh;

namespace Fleet.IntegrationTests.Ssh;

public sealed class HostKeyTests(TestHosts hosts) : IDisposable
{
    private readonly SshParts _ssh = new();

    public void Dispose() => _ssh.Dispose();

    [Fact]
    public async Task the_pinned_key_lets_work_pass_and_the_connection_is_kept()
    {
        await using var host = await Ready();
        (await _ssh.Run(host)).Text().ShouldBe("reached\n");
        _ssh.Pool.Count.ShouldBe(1);
        (await _ssh.Run(host)).Text().ShouldBe("reached\n");
    }

    [Fact]
    public async Task a_changed_key_stops_before_anything_is_sent()
    {
        await using var host = await Ready();
        var pinned = SshParts.Target(host);
        await host.Drift("host-key");
        var failure = (await _ssh.Run(host, target: pinned)).Failure<SshFailure.HostKeyChanged>();
        failure.Presented.ShouldBe(new HostKey("ssh-ed25519", host.HostKeyFingerprint));
        failure.Text.ShouldContain("fleet servers replace");
        (await host.Look("ls /tmp")).ShouldNotContain("reached");
    }

    [Fact]
    public async Task a_host_without_a_key_of_the_pinned_type_is_a_changed_key()
    {
        await using var host = await Ready();
        var target = SshParts.Target(host, host.HostKeyFingerprint, "ecdsa-sha2-nistp256");
        (await _ssh.Run(host, target: target)).Failure<SshFailure.HostKeyChanged>().Presented.ShouldBeNull();
    }

    [Fact]
    public async Task a_kept_connection_does_not_outlive_the_pin_it_was_made_with()
    {
        await using var host = await Ready();
        (await _ssh.Run(host)).Answer();
        var other = SshParts.Target(host, "SHA256:" + new string('A', 43));
        (await _ssh.Run(host, target: other)).Failure<SshFailure.HostKeyChanged>();
        _ssh.Pool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task a_scan_shows_every_key_type_and_logs_in_to_nothing()
    {
        await using var host = await Ready();
        await host.Exec("ssh-keygen -q -t rsa -b 2048 -N '' -f /etc/ssh/ssh_host_rsa_key && ssh-keygen -q -t ecdsa -N '' -f /etc/ssh/ssh_host_ecdsa_key && service ssh restart");
        var rsa = (await host.Look("ssh-keygen -lf /etc/ssh/ssh_host_rsa_key.pub")).Split(' ')[1];

        var (keys, failure) = await _ssh.Scanner.ScanAsync(new SshEndpoint(host.Address, 22, "fleet"), TestContext.Current.CancellationToken);

        failure.ShouldBeNull();
        keys.Select(k => k.Algorithm).ShouldBe(["ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa"]);
        keys[0].Fingerprint.ShouldBe(host.HostKeyFingerprint);
        keys[2].Fingerprint.ShouldBe(rsa);
        (await host.Look("ls /tmp")).ShouldNotContain("reached");
        (await _ssh.Run(host, target: SshParts.Target(host, rsa, "ssh-rsa"))).Text().ShouldBe("reached\n");
    }

    [Fact]
    public async Task a_scan_of_a_host_that_is_away_says_so()
    {
        await using var host = await Ready();
        await host.Cut();
        var (keys, failure) = await _ssh.Scanner.ScanAsync(new SshEndpoint(host.Address, 22, "fleet"), TestContext.Current.CancellationToken);
        keys.ShouldBeEmpty();
        failure.ShouldNotBeNull().Transient.ShouldBeTrue();
    }

    [Fact]
    public void there_is_no_policy_without_a_key() => Should.Throw<ArgumentException>(() => new HostKeyPolicy([]));

    private async Task<TestHost> Ready()
    {
        var host = await hosts.Lease();
        await _ssh.Force(host, "touch /tmp/reached; echo reached");
        return host;
    }
}
