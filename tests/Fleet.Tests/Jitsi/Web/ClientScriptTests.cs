using Fleet.Jitsi.Web;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Web;

public sealed class ClientScriptTests
{
    private const string Packaged = """
        /* eslint-disable comma-dangle, no-unused-vars */

        var subdomain = '<!--# echo var="subdomain" default="" -->';
        if (subdomain) {
            subdomain = subdomain.substr(0, subdomain.length - 1).split('.')
                .join('_').toLowerCase() + '.';
        }
        var config = {
            hosts: {
                // XMPP domain.
                domain: 'meet.example.com',

                // When using authentication, domain for guest users.
                // anonymousdomain: 'guest.example.com',

                muc: 'conference.' + subdomain + 'meet.example.com',
            },
            bosh: 'https://meet.example.com/' + subdomain + 'http-bind',
            testing: { p2pTestMode: false, re: /[/'"]{2}/g, q: a / b / c },
            f: function() { return 1; }, g: x => x + 1, h() { return `${1}`; },
            flags: true ? { a: 1 } : [1, 2, ...[3]],
        };
        """;

    [Fact]
    public void The_packaged_file_sets_none_and_has_a_place_for_one()
    {
        var script = ClientScript.Read(Packaged);
        (script.Problem, script.AnonymousDomain, script.Literal).ShouldBe((null, null, null));
        Packaged[script.Hosts!.Offset].ShouldBe('{');
        Packaged[(script.Hosts.Offset - 7)..(script.Hosts.Offset + 1)].ShouldBe("hosts: {");
    }

    [Theory]
    [InlineData("anonymousdomain: 'guest.meet',", "guest.meet")]
    [InlineData("'anonymousdomain': \"guest.meet\",", "guest.meet")]
    [InlineData("anonymousdomain: `guest.meet`,", "guest.meet")]
    [InlineData("anonymousdomain: 'guest.\\x6deet',", "guest.meet")]
    [InlineData("anonymousdomain: 'a', /* b */ anonymousdomain: 'b', // anonymousdomain: 'c'", "b")]
    [InlineData("anonymousdomain /* : 'x' */ :\n 'guest.meet',", "guest.meet")]
    [InlineData("other: { anonymousdomain: 'x' },", null)]
    [InlineData("note: \"anonymousdomain: 'x',\",", null)]
    [InlineData("note: `\n anonymousdomain: 'x',`,", null)]
    [InlineData("re: /anonymousdomain: 'x'/,", null)]
    [InlineData("/* anonymousdomain: 'x', */", null)]
    [InlineData("anonymousdomain: undefined,", null)]
    [InlineData("anonymousdomain: '',", null)]
    public void Only_what_a_browser_takes_for_it_is_it(string property, string? domain) =>
        Of("var config = { hosts: { " + property + "\n domain: 'meet' } };").ShouldBe((domain, true));

    [Theory]
    [InlineData("config.hosts.anonymousdomain = 'guest.meet';", "guest.meet")]
    [InlineData("config['hosts'][\"anonymousdomain\"] = 'guest.meet'", "guest.meet")]
    [InlineData("window.config.hosts.anonymousdomain = 'guest.meet'\nconfig.x = 1", "guest.meet")]
    [InlineData("config.hosts.anonymousdomain = 'a'; config.hosts.anonymousdomain = 'b';", "b")]
    [InlineData("config.hosts = { domain: 'meet', anonymousdomain: 'c' };", "c")]
    [InlineData("delete config.hosts.anonymousdomain;", null)]
    [InlineData("config.hosts.domain = 'x'; if (config.analytics) { config.analytics.on = true; }", "old")]
    [InlineData("// config.hosts.anonymousdomain = 'x';", "old")]
    [InlineData("if (!config.hasOwnProperty('hosts')) { other.config.hosts = 1; }", "old")]
    [InlineData("if (config.hosts.anonymousdomain === 'x') { y = 1 }", "old")]
    public void What_is_appended_later_holds(string appended, string? domain) =>
        Of("var config = { hosts: { anonymousdomain: 'old' } };\n" + appended).ShouldBe((domain, true));

    [Theory]
    [InlineData("config.hosts.anonymousdomain = 'guest.' + location.hostname;")]
    [InlineData("if (x) config.hosts.anonymousdomain = 'guest.meet';")]
    [InlineData("if (x) { y() } else { config.hosts = {} }")]
    [InlineData("(function() { config.hosts.anonymousdomain = 'x'; })();")]
    [InlineData("var c = config; c.hosts.anonymousdomain = 'x';")]
    [InlineData("Object.assign(config.hosts, { anonymousdomain: 'x' });")]
    [InlineData("config.hosts[name] = 'x';")]
    [InlineData("config.hosts = { ...other };")]
    [InlineData("config.hosts.anonymousdomain = '<!--# echo var=\"x\" -->';")]
    [InlineData("window['config'].hosts.anonymousdomain = 'x';")]
    [InlineData("eval('x')")]
    [InlineData("for (const k of ['x']) config.hosts.anonymousdomain = k")]
    [InlineData("var s = `${config.hosts.anonymousdomain = 'x'}`;")]
    [InlineData("<!--# include virtual=\"/more.js\" -->")]
    [InlineData("config.hosts.anonymousdomain ||= 'x'")]
    public void What_cannot_be_known_without_running_it_is_not_guessed(string appended) =>
        Of("var config = { hosts: { anonymousdomain: 'old' } };\n" + appended).Determined.ShouldBeFalse();

    [Theory]
    [InlineData("var config = { hosts: { domain: 'meet'\n muc: 'x' } };", "line 2: `,` expected")]
    [InlineData("var config = { hosts: { domain: 'meet', } ;", "expected")]
    [InlineData("var config = { hosts: { domain: 'meet } };", "without end")]
    [InlineData("var config = { hosts: { domain: `meet } };", "without end")]
    [InlineData("var config = { hosts: { domain: 'meet' } }; /* ", "without end")]
    [InlineData("var config = { hosts: { domain: 'meet' } }; }", "expected")]
    [InlineData("var other = {};", "no `config`")]
    [InlineData("", "no `config`")]
    public void A_page_that_is_dead_is_told_with_its_line(string text, string reason) =>
        ClientScript.Read(text).Problem.ShouldNotBeNull().ShouldContain(reason);

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_are_no_operators() =>
        Of("???var config = {\r\n hosts: {\r\n anonymousdomain: 'g'\r\n }\r\n };\r\n").ShouldBe(("g", true));

    private static (string? Domain, bool Determined) Of(string text) =>
        ClientScript.Read(text) is var script && script.Problem is null ? (script.AnonymousDomain, true) : (null, false);
}
