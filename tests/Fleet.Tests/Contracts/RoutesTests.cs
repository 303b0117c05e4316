using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Contracts;

public sealed class RoutesTests
{
    [Theory]
    [InlineData("meet-1", "/api/v1/servers/meet-1/pin")]
    [InlineData("../users/x", "/api/v1/servers/..%2Fusers%2Fx/pin")]
    [InlineData("a?b#c", "/api/v1/servers/a%3Fb%23c/pin")]
    public void A_name_stays_one_segment_of_the_path(string name, string path) => Routes.For(Routes.ServerPin, name).ShouldBe(path);
}
