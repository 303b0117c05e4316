using System.Collections.Immutable;
using System.Text;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.TestBed;
using Fleet.Worker.Ssh;
using Renci.SshNet;

namespace Fleet.IntegrationTests.Ssh;

/// <summary>The worker's own SSH parts, put together as the worker does, with a key of this test's own.</summary>
internal sealed class SshParts : IDisposable
{
    private readonly SshKeyPair _key = SshKeyPair.Create("test");
    private readonly PrivateKeyFile _privateKey;
    private readonly KeyExchangeGate _gate;

    public SshParts(SshOptions? options = null)
    {
        options ??= new SshOptions { ConnectTimeout = TimeSpan.FromSeconds(3), ChannelTimeout = TimeSpan.FromSeconds(3) };
        _privateKey = new PrivateKeyFile(new MemoryStream(Encoding.ASCII.GetBytes(_key.PrivateKey)));
        _gate = new KeyExchangeGate(options);
        Connector = new SshConnector(_privateKey, _gate, options, TimeProvider.System);
        Pool = new SshPool(Connector, options, TimeProvider.System);
        Scanner = new HostKeyScanner(Connector, options);
    }

    public SshConnector Connector { get; }

    public SshPool Pool { get; }

    public HostKeyScanner Scanner { get; }

    public string PublicKey => _key.PublicKey;

    /// <summary>Makes the host answer every login with this shell script, as the forced command of the fleet's key.</summary>
    public async Task Force(TestHost host, string script)
    {
        await host.Exec("cat >/usr/local/bin/forced && chmod 755 /usr/local/bin/forced", $"#!/bin/sh\n{script}\n");
        await host.Exec("install -d -o fleet -g fleet -m 700 /home/fleet/.ssh && cat >/home/fleet/.ssh/authorized_keys && chown fleet: /home/fleet/.ssh/authorized_keys",
            $"restrict,port-forwarding,command=\"/usr/local/bin/forced\" {PublicKey}\n");
    }

    public Task<SshResult> Run(TestHost host, string input = "", int limit = 1 << 20, int milliseconds = 20_000, SshTarget? target = null) => Pool.RunAsync(
        Id(host), target ?? Target(host), new SshRequest("fleet-host", Encoding.UTF8.GetBytes(input), limit, TimeSpan.FromMilliseconds(milliseconds)), TestContext.Current.CancellationToken);

    public static SshTarget Target(TestHost host, SshTarget? jump = null) => Target(host, host.HostKeyFingerprint, jump: jump);

    public static SshTarget Target(TestHost host, string fingerprint, string algorithm = "ssh-ed25519", SshTarget? jump = null, string? address = null) =>
        new(address ?? host.Address, 22, "fleet", new HostKeyPolicy([new HostKey(algorithm, fingerprint)]), jump);

    public static Guid Id(TestHost host) => new(host.Number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public void Dispose()
    {
        Pool.Dispose();
        _privateKey.Dispose();
        _gate.Dispose();
    }
}

internal static class SshResults
{
    public static SshResult.Answered Answer(this SshResult result) => result.ShouldBeOfType<SshResult.Answered>();

    public static string Text(this SshResult result) => Encoding.UTF8.GetString(result.Answer().Output);

    public static T Failure<T>(this SshResult result)
        where T : SshFailure => result.ShouldBeOfType<SshResult.Failed>().Failure.ShouldBeOfType<T>();
}
