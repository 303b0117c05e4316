using Fleet.Cli.Servers;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Servers;

public sealed class SshTextTests
{
    [Theory]
    [InlineData("192.0.2.10", null, "192.0.2.10", null)]
    [InlineData("fleet@meet.example.org:2222", "fleet", "meet.example.org", 2222)]
    [InlineData("[2001:db8::1]:22", null, "2001:db8::1", 22)]
    public void It_is_read_as_people_type_it(string text, string? user, string host, int? port) => SshText.Parse(text).ShouldBe(new SshText(user, host, port));

    [Theory]
    [InlineData("-oProxyCommand=touch")]
    [InlineData("-l@host")]
    [InlineData("user@-host")]
    [InlineData("host;reboot")]
    [InlineData("$(reboot)")]
    [InlineData("host:0")]
    [InlineData("host:99999")]
    [InlineData("2001:db8::1")]
    [InlineData("a b")]
    [InlineData("host\n")]
    [InlineData("")]
    public void What_ssh_could_take_for_something_else_is_no_host(string text) => SshText.Parse(text).ShouldBeNull();
}
