using Fleet.ControlPlane;
using Fleet.ControlPlane.Hosting;

namespace Fleet.IntegrationTests.Hosting;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://0.0.0.0:7420")]
    [InlineData("http://*:7420")]
    [InlineData("http://[::]:7420")]
    [InlineData("http://10.0.0.1:7420")]
    [InlineData("http://fleet.example:7420")]
    [InlineData("http://127.0.0.1:7420;http://10.0.0.1:7420")]
    public void An_address_for_others_without_TLS_refuses_to_start(string urls) =>
        Should.Throw<UsageException>(() => Build("--Urls", urls)).Message.ShouldContain("no TLS");

    [Fact]
    public void An_endpoint_that_is_configured_past_the_addresses_is_judged_too() =>
        Should.Throw<UsageException>(() => Build("--Kestrel:Endpoints:Other:Url", "http://10.0.0.1:80")).Message.ShouldContain("no TLS");

    [Theory]
    [InlineData("http://127.0.0.1:7420")]
    [InlineData("http://localhost:7420;http://[::1]:7420")]
    [InlineData("https://10.0.0.1:7420")]
    public async Task Loopback_and_TLS_are_fine(string urls) => await Build("--Urls", urls).DisposeAsync();

    private static Microsoft.AspNetCore.Builder.WebApplication Build(params string[] switches) => ControlPlaneHost.Build(["--Database", "Host=nowhere", .. switches]);
}
