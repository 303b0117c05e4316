using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Cli;

/// <summary>The operator's own ssh to a real host, where sudo asks for a password.</summary>
public sealed class PrepareTests(RunningControlPlane fleet, TestHosts hosts) : IClassFixture<RunningControlPlane>, IDisposable
{
    private readonly FleetCli _cli = new(fleet.Url, fleet.Token.Value);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task It_installs_fleet_host_and_pins_the_key_that_ssh_saw()
    {
        await using var host = await hosts.Lease();
        host.CountsAsChanged();
        await Enroll("prepare-01", "192.0.2.1");
        var password = (await File.ReadAllTextAsync(hosts.AdminPasswordPath, TestContext.Current.CancellationToken)).Trim();

        var result = await _cli.RunOnTerminal(
            Prepare("prepare-01", host), ("yes/no", "yes\n"), ("password for admin", $"{password}\n"));

        result.ExitCode.ShouldBe(0, result.Output);
        result.Output.ShouldNotContain(password);
        var server = await fleet.Client.Servers.Get("prepare-01", TestContext.Current.CancellationToken);
        server.PinnedKeys.ShouldHaveSingleItem().Fingerprint.ShouldBe(host.HostKeyFingerprint);
        (await host.Look("cat /home/fleet/.ssh/authorized_keys")).ShouldContain($"restrict,command=\"sudo -n /usr/local/sbin/fleet-host\" {fleet.SshKey}");
        (await host.Look("cat /var/lib/fleet-host/owner")).Trim().ShouldBe($"{fleet.FleetId}");
        (await host.Look("ls /tmp")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_with_another_key_than_the_pinned_one_is_left_alone()
    {
        await using var host = await hosts.Lease();
        host.CountsAsChanged();
        await Enroll("prepare-02", "192.0.2.2", "--host-key", $"SHA256:{new string('A', 43)}", "--no-wait");

        var result = await _cli.RunOnTerminal(Prepare("prepare-02", host), ("yes/no", "yes\n"));

        result.ExitCode.ShouldBe(4, result.Output);
        result.Output.ShouldContain("[host-key-changed]");
        (await host.Look("ls /tmp /usr/local/sbin")).ShouldNotContain("fleet-host");
    }

    [Fact]
    public async Task A_host_that_ssh_does_not_reach_is_tried_by_hand_first()
    {
        await Enroll("prepare-03", "192.0.2.3");
        var result = await _cli.Run(["servers", "prepare", "prepare-03", "--ssh-target", "admin@127.0.0.1", "--", "-p", "1"]);
        result.ExitCode.ShouldBe(1, result.Error);
        result.Error.ShouldContain("make this work, then repeat: ssh -p 1 -- admin@127.0.0.1 true");
    }

    private async Task Enroll(string name, string address, params string[] options)
    {
        var enrolled = await _cli.Run(["servers", "enroll", name, "--domain", $"{name}.example", "--ssh", address, .. options]);
        enrolled.ExitCode.ShouldBe(0, enrolled.Error);
    }

    private string Prepare(string name, TestHost host) =>
        $"servers prepare {name} --no-wait --ssh-target admin@{host.Address} -- -i {hosts.AdminKeyPath} -o UserKnownHostsFile={_cli.Home}/known";
}
