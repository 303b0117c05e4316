using System.Text;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using HostProgram = Fleet.Jitsi.Host.HostProgram;

namespace Fleet.IntegrationTests.Jitsi;

/// <summary>A test host with fleet-host installed, spoken to as a worker speaks, SSH apart.</summary>
internal sealed class ManagedHost(TestHost host)
{
    private const string Nonce = "0123456789abcdef0123456789abcdef";

    private static readonly Guid Fleet = new("0197c2d4-0000-7000-8000-000000000001");
    private static readonly Lifetime Database = new(new("0197c2d4-0000-7000-8000-000000000002"), 1);

    private long _fence = 1;

    public Dictionary<string, AccountCredential> Credentials { get; } = [];

    public static async Task<ManagedHost> Prepare(TestHost host)
    {
        var key = Path.Combine(Path.GetTempPath(), $"fleet-test-{Guid.NewGuid():N}.pub");
        await File.WriteAllTextAsync(key, host.HostKey + "\n");
        await host.Prepare(key, "--fleet", $"{Fleet}");
        File.Delete(key);
        return new(host);
    }

    public async Task<(Observation Observation, HostView View)> Observe()
    {
        var reply = await Ask(new ObserveRequest(Nonce, host.Name).Render(HostProtocol.Newest), bytes => ObserveReply.Parse(bytes, Nonce, HostProtocol.Newest));
        var view = HostView.Of(reply, host.Name);
        // whatever is installed is what it should be
        var program = new HostProgram(reply.Program.Version, reply.Program.Sha256);
        return (HostReader.Read(view, new(host.Name, Fleet, Database.Incarnation, program, DateTimeOffset.UtcNow, Credentials)), view);
    }

    /// <summary>Plans what is to be done, has it done, and tells how it went.</summary>
    public async Task<(HostOrders Orders, ApplyReply Reply)> Repair(DesiredServer desired)
    {
        var (observation, view) = await Observe();
        var orders = HostChanges.Of(Planner.Plan(desired, observation), view, Credentials);
        var request = new ApplyRequest(
            Nonce, host.Name, $"{Fleet}", Database, ++_fence, desired.Generation, $"{Guid.NewGuid()}", orders.Activation, orders.Orders, orders.Guest);
        return (orders, await Ask(request.Render(HostProtocol.Newest), bytes => ApplyReply.Parse(bytes, Nonce, HostProtocol.Newest)));
    }

    private async Task<T> Ask<T>(byte[] request, Func<byte[], HostReply<T>> parse)
    {
        var output = await host.Exec("exec /usr/local/sbin/fleet-host", Encoding.ASCII.GetString(request));
        var reply = parse(Encoding.Latin1.GetBytes(output));
        return reply.ShouldBeOfType<HostReply<T>.Answered>($"{reply}").Value;
    }
}
