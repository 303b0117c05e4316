using System.Text.RegularExpressions;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Preparing;

/// <summary>
/// In two steps, because a script on stdin and a password prompt of sudo on the terminal exclude each other: first the installer goes into a directory
/// that only the operator's login can read, then sudo runs it.
/// </summary>
internal sealed partial class Installation(Call call, SshSession ssh)
{
    private const string Upload =
        "sh -c 'umask 077 && d=$(mktemp -d) && cat > \"$d/install\" && " +
        "if [ \"$(id -u)\" = 0 ]; then r=root; elif sudo -n true 2>/dev/null; then r=sudo; " +
        "elif command -v sudo >/dev/null; then r=asks; else r=none; fi && " +
        "echo \"fleet-upload $r $d\"'";

    public async Task<HostKeyInfo> Run(ServerDetail server, InstallRequest request)
    {
        await using var bundle = InstallBundle.Open();
        var (rights, directory) = await Send(bundle);
        var key = ssh.Key.Info;
        if (server.PinnedKeys.FirstOrDefault(k => k.Algorithm == key.Algorithm) is { } pinned && pinned != key)
        {
            await Remove(directory);
            throw OtherKey(server.Summary.Name, pinned, key);
        }

        if (rights == "asks" && !call.Terminal.Interactive)
        {
            await Remove(directory);
            throw Refusals.Refused(
                "sudo-asks",
                "sudo on the host asks for a password, and nobody is here to type it; nothing was installed",
                next: "repeat on a terminal");
        }

        if (rights == "none")
        {
            await Remove(directory);
            throw Refusals.Refused(
                "no-root",
                "The login is not root and the host has no sudo; nothing was installed",
                next: $"fleet servers prepare {server.Summary.Name} --ssh-target root@HOST");
        }

        var run = $"{(rights == "root" ? "" : "sudo ")}sh {directory}/install {request.Arguments}";
        await Install($"{run}; r=$?; rm -rf {directory}; exit $r", rights == "asks");
        return key;
    }

    private async Task<(string Rights, string Directory)> Send(Stream bundle)
    {
        using var said = new StringWriter();
        var code = await Run(Upload, withTerminal: false, said, bundle);
        if (code != 0) throw Failed("Your ssh could not bring the installer to the host; what it said stands above", code, $"make this work, then repeat: {ssh.Typed} true");
        var last = said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");
        var match = Answer().Match(last);
        return match.Success
            ? (match.Groups["rights"].Value, match.Groups["directory"].Value)
            : throw Refusals.Unusable(
                "host-answer",
                "The host's answer can't be understood",
                "Does something in its shell's start files print text?",
                null,
                last);
    }

    private async Task Install(string command, bool withTerminal)
    {
        var code = await Run(command, withTerminal, new SafeErrors(call.Terminal.Error));
        if (code != 0) throw Failed("The installer failed on the host; what it said stands above", code);
    }

    private Task<int> Remove(string directory) => Run($"rm -rf {directory}", withTerminal: false, TextWriter.Null);

    private async Task<int> Run(string command, bool withTerminal, TextWriter output, Stream? input = null)
    {
        using var process = ssh.Start(command, withTerminal);
        var said = Task.WhenAll(
            Bounded.Copy(process.StandardOutput, output, call.Ct),
            Bounded.Copy(process.StandardError, new SafeErrors(call.Terminal.Error), call.Ct));
        if (!withTerminal) await Bounded.Feed(process.StandardInput, input, call.Ct);
        await process.WaitForExitAsync(call.Ct);
        // The shared connection stays behind and may hold on to the pipes.
        await Task.WhenAny(said, Task.Delay(TimeSpan.FromSeconds(1), call.Ct));
        return process.ExitCode;
    }

    private static ProblemException OtherKey(string name, HostKeyInfo pinned, HostKeyInfo seen) => Refusals.Refused(
        "host-key-changed",
        $"{name} shows another host key than the pinned one; nothing was installed",
        "It was re-installed, or this is not the host you mean.",
        $"if it was re-installed: fleet servers replace {name}",
        $"pinned {pinned.Algorithm} {pinned.Fingerprint}",
        $"seen   {seen.Algorithm} {seen.Fingerprint}");

    private static ProblemException Failed(string what, int code, string? next = null) => Refusals.Unusable(
        "prepare-failed", what, null, next, $"ssh ended with {code}");

    // The directory goes into the next command line.
    [GeneratedRegex(@"^fleet-upload (?<rights>root|sudo|asks|none) (?<directory>/[A-Za-z0-9/._-]{1,200})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Answer();
}
