using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Worker.Pins;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

/// <summary>A visit up to the door: the jump host has no pinned key, so nothing is ever connected to.</summary>
public sealed class HostVisitorTests : IDisposable
{
    private static readonly HostKey Other = new("ssh-ed25519", "SHA256:" + new string('B', 43));

    private readonly string _state = Directory.CreateTempSubdirectory("fleet-pins-").FullName;
    private readonly SaidLog<RunLog> _log = new();
    private readonly DesiredServer _server = TestServer.Enrolled(later: [
        new HostKeyPinned(TestServer.Key),
        new EndpointMoved(new SshEndpoint("192.0.2.1", 22, "fleet", new JumpHost("192.0.2.2", 22, "jump")), ProbeTarget.Default),
    ]);

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public async Task the_key_of_a_newer_incarnation_is_taken_with_a_warning_that_names_both()
    {
        var replaced = TestServer.After(_server, new ServerReplaced(Other, 2));
        var pins = new PinStore(_state);
        pins.Remember(replaced.Id, new AcceptedKeys(1, [TestServer.Key]));

        await Visit(pins, replaced);

        var (level, text) = _log.Said.ShouldHaveSingleItem();
        level.ShouldBe(LogLevel.Warning);
        text.ShouldContain(TestServer.Key.Fingerprint);
        text.ShouldContain(Other.Fingerprint);
    }

    [Fact]
    public async Task the_first_key_of_a_server_is_taken_quietly()
    {
        await Visit(new PinStore(_state), _server);
        _log.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task accepted_keys_that_cannot_be_read_are_the_servers_failure_with_the_file_named()
    {
        var pins = new PinStore(_state);
        File.WriteAllText(pins.FileOf(_server.Id), "damaged");

        var visit = await Visit(pins, _server);

        visit.Outcome.ShouldBe(ReconcileOutcome.Failed);
        visit.Failure.ShouldNotBeNull().ShouldSatisfyAllConditions(
            f => f.Code.ShouldBe("pins-unreadable"), f => f.Text.ShouldContain(pins.FileOf(_server.Id)), f => f.Transient.ShouldBeFalse());
        _log.Said.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Error);
    }

    private async Task<Visit> Visit(PinStore pins, DesiredServer server)
    {
        var visitor = new HostVisitor(pins, new HostKeyScanner(null!, new SshOptions()), null!, null!, null!, null!, null!, null!, new RunLog(_log));
        using var lease = new Lease(server.Id, 1, TimeProvider.System.GetTimestamp(), new LeaseOptions(), TimeProvider.System);
        var memory = ServerMemory.Empty with { Handover = new Handover(1, 0, server, Restraints.None, [], null) };
        return await visitor.VisitAsync(new Claim(server.Id, 1, 0, 1, 5, 0, [], null, new(1, 0), Guid.Empty), lease, memory, CancellationToken.None);
    }
}
