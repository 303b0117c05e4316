using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Commands;

public sealed class CommandHashTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly EnforcementRequest Suspension = new("env=prod", "suspended", Noon, Servers: ["meet-01"], UntilGiven: "2h");

    [Fact]
    public void what_a_relative_time_came_to_is_no_part_of_the_command() =>
        Hash(Suspension with { Until = Noon.AddMinutes(1) }).ShouldBe(Hash(Suspension));

    [Fact]
    public void another_time_that_was_typed_is_another_command() => Hash(Suspension with { UntilGiven = "3h" }).ShouldNotBe(Hash(Suspension));

    [Fact]
    public void an_instant_that_was_sent_as_such_counts()
    {
        var sent = Suspension with { UntilGiven = null };
        Hash(sent with { Until = Noon.AddMinutes(1) }).ShouldNotBe(Hash(sent));
    }

    [Fact]
    public void the_servers_that_were_shown_follow_from_the_selector()
    {
        Hash(Suspension with { Servers = ["meet-01", "meet-02"] }).ShouldBe(Hash(Suspension));
        Hash(Suspension with { Selector = "all" }).ShouldNotBe(Hash(Suspension));
        Hash(Suspension with { Expect = 2 }).ShouldNotBe(Hash(Suspension));
    }

    [Fact]
    public void each_time_of_each_request_has_what_was_typed_for_it()
    {
        var access = new AccessModeRequest("all", "members", "drain", DrainUntil: Noon, DrainUntilGiven: "2h");
        Hash(access with { DrainUntil = Noon.AddMinutes(1) }).ShouldBe(Hash(access));
        var added = new AddOperatorRequest("bob", Noon, "90d");
        Hash(added with { ExpiresAt = Noon.AddMinutes(1) }).ShouldBe(Hash(added));
    }

    private static string Hash(object body) => Convert.ToHexString(CommandHash.Of("command", "subject", body));
}
