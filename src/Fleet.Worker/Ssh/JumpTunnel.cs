using System.Net;
using Renci.SshNet;

namespace Fleet.Worker.Ssh;

/// <summary>A port on loopback that leads through a jump host to a server's sshd. Whoever else connects to it meets only that sshd.</summary>
internal sealed class JumpTunnel : IDisposable
{
    private readonly SshConnection _jump;

    private JumpTunnel(SshConnection jump, int port) => (_jump, Port) = (jump, port);

    public static string Address { get; } = IPAddress.Loopback.ToString();

    public int Port { get; }

    public static (JumpTunnel? Tunnel, SshFailure? Failure) Open(SshConnection jump, string address, int port)
    {
        var forward = new ForwardedPortLocal(Address, 0, address, (uint)port);
        try
        {
            jump.Client.AddForwardedPort(forward);
            forward.Start();
            return (new JumpTunnel(jump, (int)forward.BoundPort), null);
        }
        catch (Exception e) when (SshErrors.Of(e, "Forwarding through the jump host", TimeSpan.Zero) is { } failure)
        {
            jump.Dispose();
            return (null, failure);
        }
    }

    public void Dispose() => _jump.Dispose();
}
