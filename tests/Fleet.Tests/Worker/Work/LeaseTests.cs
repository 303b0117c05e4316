using Fleet.Worker.Work;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Work;

public sealed class LeaseTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LeaseOptions _options = new() { Length = TimeSpan.FromSeconds(6), Margin = TimeSpan.FromSeconds(1), LongestRun = TimeSpan.FromSeconds(60) };

    [Fact]
    public void it_ends_a_margin_before_it_would_in_the_database_counted_from_before_the_claim_was_sent()
    {
        var sentAt = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(2));
        using var lease = new Lease(Guid.NewGuid(), 1, sentAt, _options, _time);
        _time.Advance(TimeSpan.FromSeconds(2.9));
        lease.Ended.IsCancellationRequested.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.2));
        lease.Ended.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void a_renewal_counts_from_when_it_was_sent()
    {
        using var lease = new Lease(Guid.NewGuid(), 1, _time.GetTimestamp(), _options, _time);
        _time.Advance(TimeSpan.FromSeconds(2));
        var sentAt = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(2));
        lease.Extend(sentAt);
        _time.Advance(TimeSpan.FromSeconds(2.9));
        lease.Ended.IsCancellationRequested.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.2));
        lease.Ended.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void a_frozen_process_finds_out_before_its_timers_do()
    {
        var clock = new JumpingTime();
        using var lease = new Lease(Guid.NewGuid(), 1, clock.GetTimestamp(), _options, clock);
        lease.ThrowIfEnded();
        clock.Jump(TimeSpan.FromSeconds(60));
        lease.Ended.IsCancellationRequested.ShouldBeFalse();
        Should.Throw<OperationCanceledException>(lease.ThrowIfEnded);
    }

    [Fact]
    public void what_is_over_stays_over()
    {
        var lease = new Lease(Guid.NewGuid(), 1, _time.GetTimestamp(), _options, _time);
        lease.End();
        lease.Extend(_time.GetTimestamp());
        lease.Ended.IsCancellationRequested.ShouldBeTrue();
        lease.Dispose();
        lease.Extend(_time.GetTimestamp());
        lease.End();
    }

    [Fact]
    public void a_run_that_takes_too_long_is_overdue_however_often_it_was_renewed()
    {
        using var lease = new Lease(Guid.NewGuid(), 1, _time.GetTimestamp(), _options, _time);
        for (var i = 0; i < 31; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            lease.Extend(_time.GetTimestamp());
        }

        lease.IsOverdue.ShouldBeTrue();
        lease.Ended.IsCancellationRequested.ShouldBeFalse();
    }

    /// <summary>A clock whose timers don't fire: a process that was just continued.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private long _ahead;

        public void Jump(TimeSpan by) => _ahead += (long)(by.TotalSeconds * TimestampFrequency);

        public override long GetTimestamp() => base.GetTimestamp() + _ahead;
    }
}
