using System.Collections.Immutable;
using System.Text;
using Fleet.Benchmarks.Bed;

namespace Fleet.Benchmarks.Peers;

/// <summary>The peer: what an administrator's own script does, on all hosts side by side, over connections that are kept.</summary>
internal sealed class HandWritten : IAsyncDisposable
{
    private readonly KeptSsh _ssh;
    private readonly string _password;
    private readonly ImmutableArray<BenchHost> _hosts;

    private HandWritten(KeptSsh ssh, string password, ImmutableArray<BenchHost> hosts) => (_ssh, _password, _hosts) = (ssh, password, hosts);

    public static async Task<HandWritten> Connect(BenchBed bed) =>
        new(await KeptSsh.Connect("admin", bed.In("admin.key"), bed.KnownHosts, bed.Hosts), bed.Read("admin.password"), bed.Hosts);

    public Task LockDown() => Switch("jitsi-anonymous", "internal_hashed");

    public Task Open() => Switch("internal_hashed", "jitsi-anonymous");

    public ValueTask DisposeAsync() => _ssh.DisposeAsync();

    private async Task Switch(string from, string to) => await Task.WhenAll(_hosts.Select(host => _ssh.Run(
        host,
        Encoding.UTF8.GetBytes($$"""
            {{_password}}
            set -e
            sed -i '/^VirtualHost "{{host.Domain}}"/,/^Component/ s/"{{from}}"/"{{to}}"/' /etc/prosody/conf.avail/{{host.Domain}}.cfg.lua
            printf '%s\n' 'config:reload()' 'module:load("auth_{{to}}", "{{host.Domain}}")' 'module:unload("auth_{{from}}", "{{host.Domain}}")' bye | prosodyctl shell

            """),
        "sudo", "-S", "-p", "''", "sh")));
}
