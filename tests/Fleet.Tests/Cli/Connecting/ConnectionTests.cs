using Fleet.Cli.Connecting;
using Fleet.Contracts.Api.Client;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Connecting;

public sealed class ConnectionTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7420")]
    [InlineData("http://localhost:7420")]
    [InlineData("http://[::1]:7420")]
    [InlineData("https://fleet.example.org")]
    public void The_token_goes_to_this_machine_or_over_tls(string url) => Connection.Parse(url).ShouldBe(new Uri(url));

    [Theory]
    [InlineData("http://fleet.example.org", "url-without-tls")]
    [InlineData("http://10.0.0.1:7420", "url-without-tls")]
    [InlineData("http://127.0.0.1.example.org", "url-without-tls")]
    [InlineData("http://localhost.example.org", "url-without-tls")]
    [InlineData("ftp://127.0.0.1", "url-invalid")]
    [InlineData("https://user:pw@fleet.example.org", "url-invalid")]
    [InlineData("fleet.example.org", "url-invalid")]
    public void And_nowhere_else(string url, string code) =>
        Should.Throw<ProblemException>(() => Connection.Parse(url)).Problem.Code.ShouldBe(code);
}
