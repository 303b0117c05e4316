using Fleet.IntegrationTests.Storage;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>What an operator wants to be done now, beside what a server must be.</summary>
public sealed class WorkAskTests(FleetDatabase database) : IClassFixture<FleetDatabase>, IAsyncLifetime
{
    private readonly FleetDatabase _database = database;
    private readonly Guid _server = Guid.NewGuid();

    public async ValueTask InitializeAsync() => await _database.Owner.Execute("truncate work.server, work.desired_state, work.credential, work.report");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_ask_is_urgent_and_kept_until_it_was_answered()
    {
        await _database.ControlPlane.Want(_server);
        await _database.Worker.Done(await _database.Worker.ClaimOne());
        (await _database.ControlPlane.Ask(_server, "check")).ShouldBe(1);
        var first = await _database.Worker.ClaimOne();
        (first.Asked, first.Priority).ShouldBe((1, (short)0));
        first.Asks.ShouldBe(["check"]);

        (await _database.ControlPlane.Ask(_server, "scan-key")).ShouldBe(2);
        await _database.Worker.Done(first);
        var second = await _database.Worker.ClaimOne();
        second.Asks.ShouldBe(["check", "scan-key"]);
        await _database.Worker.Done(second);
        (await _database.Worker.Claim()).ShouldBeEmpty();
        (await _database.Owner.Scalar<bool>("select answered = asked and asks = '{}' from work.server")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_ask_has_its_own_trace_after_that_of_the_command_before_it()
    {
        await _database.ControlPlane.Want(_server, traceparent: "of-command");
        var commanded = await _database.Worker.ClaimOne();
        await _database.ControlPlane.Ask(_server, "check", "of-ask");
        await _database.Expire(_server);
        commanded = await _database.Worker.ClaimOne() with { Asked = commanded.Asked };
        commanded.Traceparent.ShouldBe("of-command", "the run that died was for the command");
        await _database.Worker.Done(commanded);

        var asked = await _database.Worker.ClaimOne();
        asked.Traceparent.ShouldBe("of-ask");
        await _database.Worker.Done(asked, TimeSpan.Zero);
        (await _database.Worker.ClaimOne()).Traceparent.ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_ask_is_refused()
    {
        await _database.ControlPlane.Want(_server);
        (await _database.ControlPlane.Refused($"select work.ask('{_server}', 'format-disk')")).ShouldBe("23514");
        (await _database.ControlPlane.Scalar<long?>("select work.ask($1, 'check')", Guid.NewGuid())).ShouldBeNull();
    }
}
