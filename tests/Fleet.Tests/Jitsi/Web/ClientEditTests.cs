using Fleet.Jitsi.Host;
using Fleet.Jitsi.Web;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Web;

public sealed class ClientEditTests
{
    private const string Guests = "guest.meet";

    [Theory]
    [InlineData("var config = { hosts: ^{ domain: 'meet' } };", AnonymousDomainForm.Insert)]
    [InlineData("var config = { 'hosts' : ^{} };", AnonymousDomainForm.Insert)]
    [InlineData("var config = {};\nconfig.hosts = ^{};", AnonymousDomainForm.Insert)]
    [InlineData("var config = { hosts: ^{\n // anonymousdomain: 'guest.example.com',\n } };", AnonymousDomainForm.Insert)]
    [InlineData("var config = { hosts: {\n  ^// anonymousdomain: 'guest.meet',\n } };", AnonymousDomainForm.Uncomment)]
    [InlineData("var config = { hosts: ^{\n  domain: 'x' // anonymousdomain: 'guest.meet',\n } };", AnonymousDomainForm.Insert)]
    [InlineData("var config = { hosts: {\n anonymousdomain: ^'other',\n } };", AnonymousDomainForm.Replace)]
    [InlineData("var config = { hosts: {} };\nconfig.hosts.anonymousdomain = ^\"other\";", AnonymousDomainForm.Replace)]
    public void Is_set_in_one_line(string marked, AnonymousDomainForm form) => Edits(marked, To, form);

    [Theory]
    [InlineData("var config = { hosts: {\n anonymousdomain: `other`,\n } };")]
    [InlineData("var config = { hosts: {\n anonymousdomain: 'oth\\x65r',\n } };")]
    [InlineData("var config = { hosts: {} };\nconfig['hosts']['anonymousdomain'] = 'other';")]
    [InlineData("var config = { hosts: /* all */ {} };")]
    [InlineData("var config = { hosts: hosts };")]
    public void What_is_none_of_the_known_forms_is_not_changed(string text) => To(text).ShouldBeNull();

    [Theory]
    [InlineData("var config = { hosts: {\n ^anonymousdomain: 'guest.meet',\n } };", AnonymousDomainForm.Comment)]
    [InlineData("var config = { hosts: {\r\n\t^anonymousdomain: \"x\", // why\r\n } };", AnonymousDomainForm.Comment)]
    [InlineData("var config = { hosts: ^{\n        anonymousdomain: 'guest.meet', /* fleet */ domain: 'x' } };", AnonymousDomainForm.Remove)]
    [InlineData("var config = { hosts: ^{\r\n        anonymousdomain: 'guest.meet', /* fleet */\r\n domain: 'x' } };", AnonymousDomainForm.Remove)]
    public void Goes_away_as_it_came(string marked, AnonymousDomainForm form) => Edits(marked, Away, form);

    [Theory]
    [InlineData("var config = { hosts: { anonymousdomain: 'x' } };")]
    [InlineData("var config = { hosts: {\n domain: 'x', anonymousdomain: 'x',\n } };")]
    [InlineData("var config = { hosts: {\n anonymousdomain: 'x'\n } };")]
    [InlineData("var config = { hosts: {} };\nconfig.hosts.anonymousdomain = 'x';")]
    public void More_than_a_line_is_not_taken_away(string text) => Away(text).ShouldBeNull();

    private static void Edits(string marked, Func<string, ClientEdit?> edit, AnonymousDomainForm form) =>
        edit(marked.Replace("^", "", StringComparison.Ordinal)).ShouldBe(new(marked.IndexOf('^', StringComparison.Ordinal), form));

    private static ClientEdit? To(string text) => ClientEdit.To(ClientScript.Read(text), text, Guests);

    private static ClientEdit? Away(string text) => ClientEdit.Away(ClientScript.Read(text), text, Guests);
}
