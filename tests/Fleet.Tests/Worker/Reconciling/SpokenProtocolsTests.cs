using Fleet.Jitsi.Host;
using Fleet.Worker.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class SpokenProtocolsTests
{
    private static readonly Guid Server = Guid.NewGuid();
    private static readonly HostProgram Old = new("0.2.0", "aa"), New = new("0.3.0", "bb");

    private readonly SpokenProtocols _spoken = new();

    [Fact]
    public void a_server_is_asked_in_the_newest_first() => _spoken.Of(Server).ShouldBe(2);

    [Fact]
    public void an_older_one_is_remembered_by_itself()
    {
        _spoken.IsOlder(Server, Old).ShouldBeTrue();
        _spoken.Answered(Server, 1, Old);
        (_spoken.Of(Server), _spoken.Of(Guid.NewGuid())).ShouldBe((1, 2));
    }

    [Fact]
    public void another_program_is_asked_in_the_newest_again()
    {
        _spoken.IsOlder(Server, Old).ShouldBeTrue();
        _spoken.Answered(Server, 1, New);
        _spoken.Of(Server).ShouldBe(2);
    }

    [Fact]
    public void who_spoke_the_newest_is_not_talked_down()
    {
        _spoken.Answered(Server, 2, New);
        _spoken.IsOlder(Server, Old).ShouldBeFalse();
        _spoken.Of(Server).ShouldBe(2);
    }
}
