using System.Diagnostics;
using Fleet.IntegrationTests.TestBed;
using Fleet.Worker.Ssh;

namespace Fleet.IntegrationTests.Ssh;

public sealed class AwayHostTests(TestHosts hosts) : IDisposable
{
    private readonly SshParts _ssh = new();

    // What must not wait for anything has far less time than this.
    private readonly SshParts _patient = new(new SshOptions { ConnectTimeout = TimeSpan.FromMinutes(1), ChannelTimeout = TimeSpan.FromMinutes(1) });

    public void Dispose()
    {
        _ssh.Dispose();
        _patient.Dispose();
    }

    [Fact]
    public async Task a_closed_port_is_unreachable_at_once()
    {
        await using var host = await Ready();
        await host.Exec("listener=$(cat /run/sshd.pid); service ssh stop; while kill -0 \"$listener\" 2>/dev/null; do sleep 0.05; done");
        var begun = Stopwatch.GetTimestamp();
        (await _patient.Run(host)).Failure<SshFailure.Unreachable>().Transient.ShouldBeTrue();
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task a_host_that_is_cut_off_while_its_connection_is_kept_is_noticed_in_bounded_time_and_found_again()
    {
        await using var host = await Ready();
        (await _ssh.Run(host)).Answer();
        await host.Cut();
        var begun = Stopwatch.GetTimestamp();
        (await _ssh.Run(host)).ShouldBeOfType<SshResult.Failed>().Failure.Transient.ShouldBeTrue();
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        await host.Join();
        (await _ssh.Run(host)).Text().ShouldBe("hello\n");
    }

    [Fact]
    public async Task a_connection_that_died_while_idle_is_replaced_without_a_failure()
    {
        await using var host = await Ready();
        (await _ssh.Run(host)).Answer();
        await host.Exec("pkill -9 -u fleet sshd");
        (await _ssh.Run(host)).Text().ShouldBe("hello\n");
        _ssh.Pool.Count.ShouldBe(1);
    }

    [Fact]
    public async Task a_key_that_is_not_installed_is_refused_and_says_what_to_do()
    {
        await using var host = await hosts.Lease();
        (await _ssh.Run(host)).Failure<SshFailure.AuthenticationRefused>().Text.ShouldContain("fleet servers prepare");
    }

    [Fact]
    public async Task a_mute_host_holds_no_place_that_another_needs()
    {
        using var narrow = new SshParts(new SshOptions { KeyExchanges = 1, ConnectTimeout = TimeSpan.FromSeconds(4) });
        var leased = await hosts.Lease(2);
        await using var mute = leased[0];
        await using var healthy = leased[1];
        await narrow.Force(healthy, "echo hello");
        await mute.Exec("pkill -STOP -o sshd");
        var waiting = narrow.Run(mute);
        (await narrow.Run(healthy)).Text().ShouldBe("hello\n");
        waiting.IsCompleted.ShouldBeFalse();
        (await waiting).Failure<SshFailure.TimedOut>().Stage.ShouldBe("Connecting");
        await mute.Exec("pkill -CONT -o sshd");
    }

    [Fact]
    public async Task cancelling_ends_a_run_at_once_and_closes_its_connection()
    {
        await using var host = await hosts.Lease();
        await _patient.Force(host, "echo started >/tmp/started; sleep 1000");
        using var stop = new CancellationTokenSource();
        var run = _patient.Pool.RunAsync(Guid.NewGuid(), SshParts.Target(host), new SshRequest("x", default, 100, TimeSpan.FromMinutes(1)), stop.Token);
        await host.Look("until [ -e /tmp/started ]; do sleep 0.05; done");
        var begun = Stopwatch.GetTimestamp();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        await host.Look("while pgrep -u fleet sleep >/dev/null && pgrep -u fleet sshd >/dev/null; do sleep 0.05; done");
        _patient.Pool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task a_server_behind_a_jump_host_is_reached_through_it_and_both_keys_are_insisted_on()
    {
        var leased = await hosts.Lease(2);
        await using var jump = leased[0];
        await using var server = leased[1];
        await _ssh.Force(jump, "echo not this one");
        await _ssh.Force(server, "echo hello");
        (await _ssh.Run(server, target: SshParts.Target(server, SshParts.Target(jump)))).Text().ShouldBe("hello\n");
        var wrongJump = SshParts.Target(jump, server.HostKeyFingerprint);
        (await _ssh.Run(server, target: SshParts.Target(server, wrongJump))).Failure<SshFailure.HostKeyChanged>();
        var wrongServer = SshParts.Target(server, jump.HostKeyFingerprint, jump: SshParts.Target(jump));
        (await _ssh.Run(server, target: wrongServer)).Failure<SshFailure.HostKeyChanged>().Text.ShouldContain(server.Address);
    }

    private async Task<TestHost> Ready()
    {
        var host = await hosts.Lease();
        await _ssh.Force(host, "echo hello");
        return host;
    }
}
