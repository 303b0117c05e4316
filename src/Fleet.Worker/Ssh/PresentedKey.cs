using Fleet.Domain.Servers;
using Renci.SshNet.Common;

namespace Fleet.Worker.Ssh;

internal static class PresentedKey
{
    public static HostKey Of(HostKeyEventArgs e) => new(HostKeyPolicy.KeyType(e.HostKeyName), $"SHA256:{e.FingerPrintSHA256}");
}
