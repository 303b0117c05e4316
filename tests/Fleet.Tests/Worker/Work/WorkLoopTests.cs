using Fleet.Worker.Work;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Work;

public sealed class WorkLoopTests : IDisposable
{
    private readonly SaidLog<WorkLoop> _log = new();
    private readonly CancellationTokenSource _stop = new();
    private int _steps;

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task a_bug_is_told_and_the_loop_goes_on()
    {
        await Run(new InvalidOperationException("a bug"));
        _steps.ShouldBe(2);
        _log.Said.ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.Level.ShouldBe(LogLevel.Error), s => s.Text.ShouldContain("tested"));
    }

    [Fact]
    public async Task a_cancellation_that_nobody_asked_for_is_a_bug_too()
    {
        await Run(new OperationCanceledException());
        _steps.ShouldBe(2);
        _log.Said.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task a_database_that_is_away_is_no_bug()
    {
        await Run(new NpgsqlException("away", new IOException()));
        _steps.ShouldBe(2);
        _log.Said.ShouldBeEmpty();
    }

    // The first step breaks, the second one stops the loop.
    private Task Run(Exception first)
    {
        var loop = new WorkLoop(new DatabaseHealth(new SaidLog<DatabaseHealth>()), TimeProvider.System, _log);
        return loop.RunAsync("tested", Step, TimeSpan.Zero, _stop.Token);

        Task Step(CancellationToken stop)
        {
            if (++_steps == 1) throw first;
            _stop.Cancel();
            throw new OperationCanceledException(stop);
        }
    }
}
