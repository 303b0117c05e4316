using Fleet.Cli.Running;
using Fleet.Tests.Cli.Output;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Running;

public sealed class TimesTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("2h", 7200)]
    [InlineData("7d", 604800)]
    public void A_duration_has_a_unit(string text, int seconds)
    {
        Durations.TryParse(text, out var span).ShouldBeTrue();
        span.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5m")]
    [InlineData("5 m")]
    [InlineData("1.5h")]
    [InlineData("999999999d")]
    public void Anything_else_is_none(string text) => Durations.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2025-06-01", "2025-06-01T00:00:00+00:00")]
    [InlineData("2025-06-01T18:00Z", "2025-06-01T18:00:00+00:00")]
    [InlineData("2025-06-01T18:00:30+02:00", "2025-06-01T16:00:30+00:00")]
    public void A_time_is_utc_unless_it_says_otherwise(string text, string time) =>
        Moment.Parse(text)!.Before(Screens.Now).ShouldBe(DateTimeOffset.Parse(time));

    [Fact]
    public void A_distance_points_back_or_forward()
    {
        var moment = Moment.Parse("2h")!;

        moment.Before(Screens.Now).ShouldBe(Screens.Now.AddHours(-2));
        moment.After(Screens.Now).ShouldBe(Screens.Now.AddHours(2));
    }

    [Theory]
    [InlineData("01/02/2025")]
    [InlineData("yesterday")]
    [InlineData("2025-13-01")]
    public void An_ambiguous_time_is_refused(string text) => Moment.Parse(text).ShouldBeNull();
}
