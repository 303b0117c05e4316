using System.Collections.Immutable;
using Fleet.ControlPlane.Metrics;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Metrics;

public sealed class ServerFactsTests
{
    private static readonly DateTimeOffset Reported = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("00:01:00", "00:04:59", "checked")]
    [InlineData("00:01:00", "00:05:01", "stale")]
    [InlineData("00:10:00", "00:49:00", "checked")]
    [InlineData("00:10:00", "00:51:00", "stale")]
    [InlineData(null, "00:05:01", "stale")]
    [InlineData("00:00:01", "00:01:59", "checked")]
    [InlineData("00:00:01", "00:02:01", "stale")]
    public void what_is_stale_follows_from_the_interval_of_the_checks(string? interval, string age, string state)
    {
        var (server, now) = (Of(interval is null ? null : TimeSpan.Parse(interval)), Reported + TimeSpan.Parse(age));
        server.StateAt(now).ShouldBe(state);
        server.VerdictAt(now).ShouldBe(state == "stale" ? "unknown" : "locked");
    }

    private static ServerFacts Of(TimeSpan? interval) =>
        new("meet-1", "meet.example.org", "members", "enforce", ImmutableDictionary<string, string>.Empty, "checked", "locked", Reported, Reported, Reported, 0, null)
        {
            CheckInterval = interval,
        };
}
