using Fleet.IntegrationTests.EndToEnd;
using Fleet.IntegrationTests.Jitsi;
using Fleet.IntegrationTests.TestBed;
using Fleet.Domain.Reconciling;

namespace Fleet.IntegrationTests.Model;

/// <summary>Who gets in at the hosts, found out past Fleet.</summary>
internal sealed class Doors(TestHosts hosts, TestHost[] leased) : IDisposable
{
    private readonly BoshClient[] _clients = [.. leased.Select(h => new BoshClient(h, hosts.AuthorityPath))];

    /// <returns>Whether anybody is let in now, and whether the files say so.</returns>
    public async Task<(bool Anybody, bool Files)> Look(int server) =>
        (await IsOpen(server), (await leased[server].Look($"grep -A8 '^VirtualHost \"{leased[server].Name}\"' /etc/prosody/conf.avail/{leased[server].Name}.cfg.lua"))
            .Contains("anonymous\"", StringComparison.Ordinal));

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
    }

    private async Task<bool> IsOpen(int server) =>
        (await leased[server].Look("service prosody status >/dev/null && echo runs || echo down")).StartsWith("runs", StringComparison.Ordinal)
        && (await _clients[server].Stranger(leased[server])).Login == AnonymousLogin.Accepted;
}
