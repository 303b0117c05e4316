using System.Security.Cryptography;

namespace Fleet.IntegrationTests.TestBed;

/// <summary>
/// One real host, this test's alone until disposed. <see cref="Name"/> is also the Jitsi domain H that it serves, on the real ports of
/// <see cref="Address"/> (22, 80, 443, 5222); no DNS knows the name. What the test changes is thrown away afterwards.
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly TestHosts _hosts;
    private string _hostKey = "";
    private string _clean = "";
    private bool _touched;

    internal TestHost(TestHosts hosts, int number)
    {
        _hosts = hosts;
        Number = number;
        Name = $"meet{number:D4}.example.test";
        Address = $"{hosts.Net}.{1 + (number - 1) / 250}.{1 + (number - 1) % 250}";
    }

    public int Number { get; }
    public string Name { get; }
    public string Address { get; }

    /// <summary>The host's SSH key as in known_hosts: "ssh-ed25519 AAAA...".</summary>
    public string HostKey => _hostKey;

    /// <summary>As OpenSSH prints it: "SHA256:...", base64 without padding.</summary>
    public string HostKeyFingerprint =>
        "SHA256:" + Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(_hostKey.Split(' ')[1]))).TrimEnd('=');

    /// <summary>Runs a shell command as root inside the host, not over SSH; throws unless it exits 0. The host counts as changed.</summary>
    public async Task<string> Exec(string command, string input = "") => (await TryExec(command, input)).MustSucceed().Output;

    public Task<ScriptResult> TryExec(string command, string input = "")
    {
        _touched = true;
        return _hosts.Run(["exec", $"{Number}", "sh", "-c", command], input);
    }

    /// <summary>As <see cref="Exec"/>, for commands that only look: the host does not count as changed by them.</summary>
    public async Task<string> Look(string command) =>
        (await _hosts.Run(["exec", $"{Number}", "sh", "-c", command])).MustSucceed().Output;

    /// <summary>A line per file that is not in the shared root, with mode, owner, size and times; /run, /tmp and /var/log left out.</summary>
    public async Task<string> Files() => (await _hosts.Run(["files", $"{Number}"])).MustSucceed().Output;

    /// <summary>Changes the host behind the manager's back; `infra/testbed/hosts drift` lists the kinds.</summary>
    public async Task Drift(string kind)
    {
        _touched = true;
        (await _hosts.Run(["drift", $"{Number}", kind])).MustSucceed();
        if (kind == "host-key")
            await ReadHostKey();
    }

    public Task Cut() => Change("cut");

    public Task Join() => Change("join");

    /// <summary>
    /// A new incarnation: same name and address, new host key and machine-id, nothing of what was done to it. Services run from sysv
    /// scripts, or under a real systemd as PID 1. Returned, the host becomes a bookworm again.
    /// </summary>
    public async Task Reset(bool systemd = false, Release release = Release.Bookworm)
    {
        _touched = true;
        (await _hosts.Run(["reset", $"{Number}"], mode: systemd ? "systemd" : "service", release: release)).MustSucceed();
        await ReadHostKey();
    }

    /// <summary>
    /// Installs fleet-host with infra/host/install.sh and its options, for the fleet of a fleet.public.json, or for an SSH public key file
    /// (then with "--fleet", id).
    /// </summary>
    public async Task Prepare(string file, params string[] options)
    {
        _touched = true;
        (await _hosts.Run(["prepare", $"{Number}", file, .. options])).MustSucceed();
    }

    /// <summary>Says that the test left something behind that no file shows, such as an open session: the host will be reset.</summary>
    public void CountsAsChanged() => _touched = true;

    public ValueTask DisposeAsync()
    {
        _hosts.Return(this);
        return ValueTask.CompletedTask;
    }

    internal async Task MakeClean()
    {
        if (_clean.Length > 0 && !_touched && await Traces() == _clean)
            return;
        if (_clean.Length > 0)
            await Reset();
        else
            await ReadHostKey();
        _clean = await Traces();
        _touched = false;
    }

    private async Task<string> Traces() =>
        await Files() + await Look("for p in /proc/[0-9]*; do cut -d' ' -f2,22 $p/stat; done 2>/dev/null | grep -E 'sshd|lua|nginx|standin' | sort");

    private async Task Change(string verb)
    {
        _touched = true;
        (await _hosts.Run([verb, $"{Number}"])).MustSucceed();
    }

    private async Task ReadHostKey() =>
        _hostKey = (await _hosts.Run(["known"])).MustSucceed().Output.Split('\n').Single(l => l.StartsWith(Address + " ", StringComparison.Ordinal))[(Address.Length + 1)..];
}
