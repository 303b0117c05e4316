using System.Diagnostics;
using Fleet.Benchmarks.Bed;

namespace Fleet.Benchmarks.Peers;

/// <summary>The peer: OpenSSH's own client over kept ControlMaster connections, which sends the same request to the same program.</summary>
internal sealed class KeptSsh : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fleet-bench-ssh").FullName;
    private readonly string _key;
    private readonly string _known;
    private readonly string _user;
    private readonly List<BenchHost> _open = [];

    private KeptSsh(string user, string key, string known) => (_user, _key, _known) = (user, key, known);

    public static async Task<KeptSsh> Connect(string user, string key, string known, IEnumerable<BenchHost> hosts)
    {
        var ssh = new KeptSsh(user, key, known);
        foreach (var host in hosts)
        {
            await ssh.Ssh(host, ["-M", "-N", "-f", "-o", "ControlPersist=600"], []);
            ssh._open.Add(host);
        }
        return ssh;
    }

    /// <param name="command">What to run there; nothing where the key is restricted to one program.</param>
    public Task<byte[]> Run(BenchHost host, byte[] input, params string[] command) => Ssh(host, [], input, command);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _open) await Ssh(host, ["-O", "exit"], []);
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<byte[]> Ssh(BenchHost host, string[] options, byte[] input, params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo("ssh",
        [
            .. options, "-S", Path.Combine(_directory, $"{host.Number}"), "-i", _key, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
            "-o", $"UserKnownHostsFile={_known}", "-o", "StrictHostKeyChecking=yes", "-q", $"{_user}@{host.Address}", .. command,
        ])
        { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        // A master goes on in the background with our pipe in its hands: its output has no end.
        if (input.Length > 0) await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.ToArray() : throw new InvalidOperationException($"ssh to {host.Address} ended with {process.ExitCode}");
    }
}
