using Fleet.Domain.Servers;
using Renci.SshNet;

namespace Fleet.Worker.Ssh;

/// <summary>Opens connections: to a host that proves an accepted key, or not at all.</summary>
internal sealed class SshConnector(IPrivateKeySource privateKey, KeyExchangeGate gate, SshOptions options, TimeProvider time)
{
    public async Task<(SshConnection? Connection, SshFailure? Failure)> ConnectAsync(SshTarget target, CancellationToken stop)
    {
        if (target.Jump is null) return await ConnectAsync(target, target.Address, target.Port, tunnel: null, stop);
        var (tunnel, failure) = await OpenTunnelAsync(target.Jump, target.Address, target.Port, stop);
        return tunnel is null ? (null, failure) : await ConnectAsync(target, JumpTunnel.Address, tunnel.Port, tunnel, stop);
    }

    public async Task<(JumpTunnel? Tunnel, SshFailure? Failure)> OpenTunnelAsync(SshTarget jump, string address, int port, CancellationToken stop)
    {
        var (connection, failure) = await ConnectAsync(jump, stop);
        return connection is null ? (null, failure) : JumpTunnel.Open(connection, address, port);
    }

    private async Task<(SshConnection? Connection, SshFailure? Failure)> ConnectAsync(SshTarget target, string address, int port, JumpTunnel? tunnel, CancellationToken stop)
    {
        var information = new ConnectionInfo(address, port, target.User, new PrivateKeyAuthenticationMethod(target.User, privateKey)) { Timeout = options.ConnectTimeout, RetryAttempts = 1 };
        Negotiation.Restrict(information, target.HostKeys.Algorithms, options.KeyExchange);
        var client = new SshClient(information);
        var connection = new SshConnection(client, target, tunnel, options, time);
        HostKey? presented = null;
        client.HostKeyReceived += (_, e) =>
        {
            presented = PresentedKey.Of(e);
            e.CanTrust = target.HostKeys.Accepts(presented);
        };
        var failure = await AttemptAsync(client, target.User, stop);
        if (failure is null)
        {
            connection.Opened();
            return (connection, null);
        }

        connection.Dispose();
        stop.ThrowIfCancellationRequested();
        failure = ChangedKey(target, presented, failure) ?? failure;
        SshMetrics.Failed(failure);
        return (null, failure);
    }

    /// <returns>null when the client is logged in.</returns>
    public async Task<SshFailure?> AttemptAsync(SshClient client, string user, CancellationToken stop)
    {
        using var exchange = gate.Guard(client);
        // Parts of connecting block and heed no token, so the deadline is kept here and the caller disposes the client.
        var attempt = Task.Run(() => client.ConnectAsync(stop), CancellationToken.None);
        try
        {
            await attempt.WaitAsync(options.ConnectTimeout, time, stop);
            return null;
        }
        catch (Exception e) when (SshErrors.Of(e, "Connecting", options.ConnectTimeout, user) is { } failure)
        {
            return failure;
        }
    }

    private static SshFailure.HostKeyChanged? ChangedKey(SshTarget target, HostKey? presented, SshFailure failure) => (presented, failure) switch
    {
        ({ } key, _) when !target.HostKeys.Accepts(key) => new(key, target.HostKeys.Expected, target.Address),
        (null, SshFailure.ConnectionLost { Why: var why }) when why.StartsWith(SshErrors.NoCommonHostKey, StringComparison.Ordinal) => new(null, target.HostKeys.Expected, target.Address),
        _ => null,
    };
}
