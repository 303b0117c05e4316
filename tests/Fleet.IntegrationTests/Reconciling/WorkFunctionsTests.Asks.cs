using Fleet.IntegrationTests.Storage;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>What an operator wants to be looked at now.</summary>
public sealed partial class WorkFunctionsTests
{
    [Fact]
    public async Task An_ask_and_the_end_of_a_hold_leave_an_emergency_before_all_else()
    {
        await _database.ControlPlane.Want(_server, priority: -1, traceparent: "00-trace fleet=command");
        await _database.ControlPlane.Ask(_server, "check");
        await _database.ControlPlane.Execute("select work.hold(array[$1], 'paused', null, null, 'debugging', 'dana', null)", _server);
        await _database.ControlPlane.Execute("select work.release('paused', array[$1], null, null)", _server);
        (await _database.Worker.ClaimOne()).Priority.ShouldBe((short)-1);
    }

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
