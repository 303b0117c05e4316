using Fleet.Jitsi.Probing;

namespace Fleet.Worker.Probing;

/// <summary>The conversations at one address: over both transports, at the domain and at the guest host behind it.</summary>
internal sealed class AddressProber(ProbeConnection connection, ProbeDeadline deadline)
{
    private readonly BoshClient _bosh = new(connection);
    private readonly WebSocketClient _webSocket = new(connection);
    private readonly string _guests = GuestHosts.Of(connection.Domain);

    public async Task<AddressAttempts> LookAsync()
    {
        var (bosh, webSocket) = (OverBoshAsync(), OverWebSocketAsync());
        await Task.WhenAll(bosh, webSocket);
        return new AddressAttempts(connection.Shown, connection.Certificate, await bosh, await webSocket);
    }

    public Task<MemberAttempt> LogInAsync(ProbeMember member) =>
        _bosh.RunAsync(MemberProbe.Start(connection.Domain, BoshClient.NewRequestId(), member), deadline);

    private async Task<TransportAttempts> OverBoshAsync() => new(
        await _bosh.RunAsync(AnonymousProbe.Start(connection.Domain, BoshClient.NewRequestId()), deadline),
        await _bosh.RunAsync(AnonymousProbe.Start(_guests, BoshClient.NewRequestId()), deadline));

    private async Task<TransportAttempts> OverWebSocketAsync() => new(
        await _webSocket.RunAsync(AnonymousProbe.OverWebSocket(connection.Domain), deadline),
        await _webSocket.RunAsync(AnonymousProbe.OverWebSocket(_guests), deadline));
}
