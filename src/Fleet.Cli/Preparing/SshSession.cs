using System.Diagnostics;
using Fleet.Cli.Running;

namespace Fleet.Cli.Preparing;

/// <summary>
/// The operator's own ssh: their agent, configuration, known hosts and questions. One connection, shared by all commands of the session and ended
/// with it. The host key that it saw is written down by the command that ssh asks for known keys; that command vouches for none.
/// </summary>
internal sealed class SshSession : IDisposable
{
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("fleet-");
    private readonly Terminal terminal;
    private readonly string[] destination;
    private readonly string[] options;

    public SshSession(Terminal terminal, string[] destination, string[] options)
    {
        (this.terminal, this.destination, this.options) = (terminal, destination, options);
        File.WriteAllText(Witness, "#!/bin/sh\n[ \"$1\" != HOSTNAME ] || printf '%s %s\\n' \"$2\" \"$3\" > \"$0.saw\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Witness, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string Witness => Path.Combine(scratch.FullName, "witness");

    private string Shared => Path.Combine(scratch.FullName, "mux");

    /// <summary>The same way to the host, as it is typed.</summary>
    public string Typed => string.Join(' ', ["ssh", .. options, .. destination]);

    public SeenKey Key => SeenKey.Read($"{Witness}.saw");

    public Process Start(string command, bool withTerminal)
    {
        var start = new ProcessStartInfo("ssh")
        {
            UseShellExecute = false,
            RedirectStandardInput = !withTerminal,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] words =
        [
            "-o", $"KnownHostsCommand=\"{Witness}\" %I %t %K",
            "-o", $"ControlPath={Shared}", "-o", "ControlMaster=auto", "-o", "ControlPersist=30",
            "-o", $"BatchMode={(terminal.Interactive ? "no" : "yes")}", "-o", "ConnectTimeout=15",
            "-o", $"LogLevel={(withTerminal ? "ERROR" : "INFO")}",
            withTerminal ? "-tt" : "-T", .. options, .. destination, command,
        ];
        foreach (var word in words) start.ArgumentList.Add(word);
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw Refusals.Unusable("ssh-missing", "ssh can't be started", e.Message, "apt install openssh-client");
        }
    }

    public void Dispose()
    {
        if (File.Exists(Shared)) End();
        scratch.Delete(recursive: true);
    }

    private void End()
    {
        var start = new ProcessStartInfo("ssh") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var word in (string[])["-O", "exit", "-o", $"ControlPath={Shared}", "--", "fleet"]) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        process.WaitForExit(TimeSpan.FromSeconds(5));
    }
}
