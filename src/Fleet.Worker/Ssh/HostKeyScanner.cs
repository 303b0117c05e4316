using System.Collections.Immutable;
using Fleet.Domain.Servers;
using Renci.SshNet;

namespace Fleet.Worker.Ssh;

/// <summary>Looks at the keys that a host presents, without logging in: each connection ends at the key exchange.</summary>
internal sealed class HostKeyScanner(SshConnector connector, SshOptions options)
{
    private static readonly ImmutableArray<string> KeyTypes = ["ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa"];

    public async Task<(ImmutableArray<HostKey> Keys, SshFailure? Failure)> ScanAsync(SshEndpoint endpoint, CancellationToken stop)
    {
        if (endpoint.Jump is null) return await ScanAsync(endpoint.Address, endpoint.Port, stop);
        if (SshTarget.OfJump(endpoint.Jump, out var failure) is not { } jump) return ([], failure);
        (var tunnel, failure) = await connector.OpenTunnelAsync(jump, endpoint.Address, endpoint.Port, stop);
        if (tunnel is null) return ([], failure);
        using (tunnel) return await ScanAsync(JumpTunnel.Address, tunnel.Port, stop);
    }

    private async Task<(ImmutableArray<HostKey> Keys, SshFailure? Failure)> ScanAsync(string address, int port, CancellationToken stop)
    {
        var looks = await Task.WhenAll(KeyTypes.Select(type => LookAsync(address, port, type, stop)));
        ImmutableArray<HostKey> keys = [.. looks.Select(l => l.Key).OfType<HostKey>()];
        return (keys, keys.IsEmpty ? looks[0].Failure : null);
    }

    private async Task<(HostKey? Key, SshFailure? Failure)> LookAsync(string address, int port, string keyType, CancellationToken stop)
    {
        var information = new ConnectionInfo(address, port, "scan", new NoneAuthenticationMethod("scan")) { Timeout = options.ConnectTimeout };
        Negotiation.Restrict(information, HostKeyPolicy.SignatureAlgorithms(keyType).ToHashSet(StringComparer.Ordinal), options.KeyExchange);
        using var client = new SshClient(information);
        HostKey? seen = null;
        client.HostKeyReceived += (_, e) =>
        {
            seen = PresentedKey.Of(e);
            e.CanTrust = false;
        };
        var failure = await connector.AttemptAsync(client, "scan", stop);
        stop.ThrowIfCancellationRequested();
        return (seen, seen is null ? failure : null);
    }
}
