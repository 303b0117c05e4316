using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Fleet.Jitsi.Host;

namespace Fleet.Worker.Reconciling;

/// <summary>The fleet-host that was built together with this worker: what an installed one is compared with.</summary>
internal static partial class CarriedProgram
{
    public static HostProgram Identity { get; } = Read();

    private static HostProgram Read()
    {
        using var stream = typeof(CarriedProgram).Assembly.GetManifestResourceStream("fleet-host") ?? throw new InvalidOperationException("fleet-host is not part of this build");
        var program = new byte[stream.Length];
        stream.ReadExactly(program);
        return new HostProgram(VersionLine().Match(Encoding.UTF8.GetString(program)).Groups["version"].Value, Convert.ToHexStringLower(SHA256.HashData(program)));
    }

    [GeneratedRegex("^version=(?<version>[0-9.]+) protocol=", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionLine();
}
