using System.Net.Sockets;
using Fleet.Domain;
using Renci.SshNet.Common;

namespace Fleet.Worker.Ssh;

/// <summary>What SSH.NET throws, as failures. Texts may hold what a peer said, so they are made printable.</summary>
internal static class SshErrors
{
    public const string NoCommonHostKey = "No matching host key algorithm";

    /// <returns>null for what is not the network's or the peer's doing: a bug, which is left to surface.</returns>
    public static SshFailure? Of(Exception e, string stage, TimeSpan deadline, string user = "") => e switch
    {
        SshAuthenticationException => new SshFailure.AuthenticationRefused(user),
        TimeoutException or SshOperationTimeoutException => new SshFailure.TimedOut(stage, deadline),
        SocketException s => new SshFailure.Unreachable(Printable.Clip(s.Message)),
        SshException or ProxyException or IOException => new SshFailure.ConnectionLost(Printable.Clip(e.Message)),
        OperationCanceledException or ObjectDisposedException => new SshFailure.ConnectionLost($"{stage} was cut short"),
        // a peer that breaks the protocol shows up as one of these from the parser of its packets
        FormatException or OverflowException or ArgumentException or IndexOutOfRangeException or NotSupportedException or System.Security.Cryptography.CryptographicException
            => new SshFailure.ConnectionLost($"{stage}: the peer does not speak SSH as expected ({e.GetType().Name})"),
        _ => null,
    };
}
