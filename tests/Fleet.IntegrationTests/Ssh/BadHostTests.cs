using System.Diagnostics;
using Fleet.IntegrationTests.TestBed;
using Fleet.Worker.Ssh;

namespace Fleet.IntegrationTests.Ssh;

/// <summary>A real sshd whose forced command misbehaves: whatever it does becomes an answer or a failure, in bounded time and memory.</summary>
public sealed class BadHostTests(TestHosts hosts) : IDisposable
{
    private readonly SshParts _ssh = new();

    public void Dispose() => _ssh.Dispose();

    [Fact]
    public async Task input_and_output_of_a_megabyte_pass_whole()
    {
        await using var host = await Forced("cat");
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"line {i}\n"));
        (await _ssh.Run(host, text, limit: 2 << 20)).Text().ShouldBe(text);
    }

    [Theory]
    [InlineData("head -c 1073741824 /dev/zero")]
    [InlineData("head -c 1073741824 /dev/zero >&2")]
    [InlineData("yes")]
    public async Task a_flood_is_cut_off(string script)
    {
        await using var host = await Forced(script);
        var begun = Stopwatch.GetTimestamp();
        (await _ssh.Run(host, limit: 1 << 20)).Failure<SshFailure.AnswerTooLong>();
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        _ssh.Pool.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("sleep 1000")]
    [InlineData("while echo x; do sleep 0.05; done")]
    [InlineData("sleep 1000 & exit 0")]
    public async Task what_does_not_end_in_time_is_ended(string script)
    {
        await using var host = await Forced(script);
        (await _ssh.Run(host, milliseconds: 500)).Failure<SshFailure.TimedOut>().Stage.ShouldBe("The command");
        _ssh.Pool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task nothing_is_an_empty_answer()
    {
        await using var host = await Forced("exit 0");
        (await _ssh.Run(host)).Answer().ShouldSatisfyAllConditions(a => a.Output.ShouldBeEmpty(), a => a.ExitStatus.ShouldBe(0));
    }

    [Fact]
    public async Task garbage_is_handed_on_as_it_came()
    {
        await using var host = await Forced(@"printf '\377\376\000\033[2J'");
        (await _ssh.Run(host)).Answer().Output.ShouldBe([0xff, 0xfe, 0, 0x1b, (byte)'[', (byte)'2', (byte)'J']);
    }

    [Fact]
    public async Task terminal_escapes_in_an_error_text_are_made_visible()
    {
        await using var host = await Forced(@"printf '\033]0;owned\007\033[31mno' >&2; exit 7");
        var answer = (await _ssh.Run(host)).Answer();
        answer.ExitStatus.ShouldBe(7);
        answer.ErrorText.ShouldBe(@"\u001b]0;owned\u0007\u001b[31mno");
    }

    [Fact]
    public async Task a_connection_that_breaks_in_the_middle_is_lost()
    {
        await using var host = await Forced("echo half; kill -9 $PPID; sleep 5");
        (await _ssh.Run(host)).Failure<SshFailure.ConnectionLost>();
    }

    [Fact]
    public async Task a_host_that_reads_no_input_still_answers()
    {
        await using var host = await Forced("echo no thanks; exit 3");
        (await _ssh.Run(host, new string('x', 8 << 20))).Answer().ExitStatus.ShouldBe(3);
        await _ssh.Force(host, "sleep 1000");
        (await _ssh.Run(host, new string('x', 8 << 20), milliseconds: 500)).Failure<SshFailure.TimedOut>();
    }

    [Fact]
    public async Task a_shell_that_greets_with_rubbish_is_just_more_output()
    {
        await using var host = await Forced("cat /etc/motd /etc/passwd; cat");
        (await _ssh.Run(host, "end")).Text().ShouldEndWith("end");
    }

    private async Task<TestHost> Forced(string script)
    {
        var host = await hosts.Lease();
        await _ssh.Force(host, script);
        return host;
    }
}
