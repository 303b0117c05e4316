using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using Shouldly;
using Xunit;
using static Fleet.Tests.Jitsi.Hosts.Replies;

namespace Fleet.Tests.Jitsi.Hosts;

public sealed class GuestReadingTests
{
    private const string Guest = "guest.meet.example.com";
    private const string Path = "/etc/prosody/conf.d/guest.meet.example.com.cfg.lua";
    private const string Target = "/etc/prosody/conf.avail/guest.meet.example.com.cfg.lua";
    private const string Client = "/etc/jitsi/meet/meet.example.com-config.js";

    // as the host shows it: the comment and the unknown option's name are masked
    private static readonly string Made = $"--{new string('*', 71)}\nVirtualHost \"guest.meet.example.com\"\n"
        + $"    authentication = \"jitsi-anonymous\"\n    {new string('_', 22)} = false\n";

    [Fact]
    public void What_Fleet_made_is_known_by_its_whole_text()
    {
        (Read(Ours(Made)) with { Others = default }).ShouldBe(
            new(GuestHost.Anonymous, "jitsi-anonymous", Ours: true, Rewritable: true, "conf.d/guest.meet.example.com.cfg.lua:2", null, default));
        Read(Ours(Made + "foo = 1\n")).Ours.ShouldBeFalse();
        Read(Ours(Made.Replace("false", "true ", StringComparison.Ordinal))).Ours.ShouldBeFalse();
        Read(File(Path, Made)).Ours.ShouldBeFalse();
        Read(File("/etc/prosody/conf.d/guest.cfg.lua", Made)).Ours.ShouldBeFalse();
    }

    [Theory]
    [InlineData("VirtualHost \"guest.meet.example.com\"\nauthentication = \"internal_hashed\"\n", GuestHost.Closed, true)]
    [InlineData("VirtualHost \"guest.meet.example.com\"\nauthentication = \"token\"\n", GuestHost.Closed, false)]
    [InlineData("VirtualHost \"guest.meet.example.com\"\nauthentication = os.getenv(\"X\")\n", GuestHost.Unknown, false)]
    [InlineData("VirtualHost \"guest.meet.example.com\"\nauthentication = \"anonymous\"\nenabled = false\n", GuestHost.Absent, true)]
    [InlineData("VirtualHost \"visitors\"\nauthentication = \"anonymous\"\n", GuestHost.Absent, false)]
    public void Is_read_wherever_it_stands(string text, GuestHost state, bool rewritable)
    {
        var guests = Read(File("/etc/prosody/conf.d/more.cfg.lua", text));
        (guests.State, guests.Rewritable).ShouldBe((state, rewritable));
        guests.Others.ShouldBe(text.Contains("visitors", StringComparison.Ordinal) ? ["visitors"] : []);
    }

    [Fact]
    public void In_force_it_is_told_by_name()
    {
        Open.InForceIs("internal_hashed", Guest).Observe().InForce.GuestHostProvider.ShouldBe("jitsi-anonymous");
        Open.InForceIs("internal_hashed", "visitors").Observe().InForce.ShouldSatisfyAllConditions(
            f => f.GuestHostProvider.ShouldBe("none"), f => f.GuestHostActive.ShouldBe(true));
    }

    [Fact]
    public void The_web_client_is_read_where_it_is_shown()
    {
        With(Script("var config = { hosts: {\n anonymousdomain: 'guest.meet.example.com',\n } };")).ShouldBe(
            new(Guest, Determined: true, Editable: true, "config.js:2", null));
        With(Script("var config = { hosts: {} };")).ShouldBe(new(null, Determined: true, Editable: true, null, null));
        With(Script("var config = { hosts: { x: 'y' z: 1 } };"))!.Problem.ShouldBe("config.js line 1: `,` expected: no browser runs it");
        With(Script("") with { Content = ConfigContent.TooBig, Text = null })!.Determined.ShouldBeFalse();
        With(Missing(Client)).ShouldBeNull();
        With().ShouldBeNull();
    }

    [Fact]
    public void Guests_are_ordered_in_the_hosts_words()
    {
        var view = Open.WithText(LockedText, Script("var config = { hosts: {} };"), File("/etc/prosody/conf.d/more.cfg.lua",
            "VirtualHost \"guest.meet.example.com\"\nauthentication = \"anonymous\"\n")).View();
        var orders = HostChanges.Of(new(
            [
                new Change.AddGuestHost("jitsi-anonymous"), new Change.RemoveGuestHost(), new Change.SetGuestProvider("anonymous", "internal_hashed"),
                new Change.SetAnonymousDomain(Guest), new Change.RestartService("jicofo"), new Change.ActivateGuestHost("jitsi-anonymous"),
                new Change.DisableAccount("alice"), new Change.EnableAccount("bob"),
            ], [], [], 0), view, new Dictionary<string, AccountCredential>());
        orders.Guest.ShouldBe(new GuestActivation(SwitchableProvider.JitsiAnonymous, NeedsJicofo: true));
        orders.Orders.ShouldBe(
        [
            new HostChange.AddGuestHost(SwitchableProvider.JitsiAnonymous), new HostChange.RemoveGuestHost(),
            new HostChange.SetProvider("/etc/prosody/conf.d/more.cfg.lua", Hash("/etc/prosody/conf.d/more.cfg.lua"), 54, SwitchableProvider.Anonymous, SwitchableProvider.InternalHashed),
            new HostChange.SetAnonymousDomain(Hash(Client), 22, AnonymousDomainForm.Insert), new HostChange.RestartJicofo(),
            new HostChange.DisableAccount("alice"), new HostChange.EnableAccount("bob"),
        ]);
        HostChanges.Of(new([new Change.ActivateGuestHost(null)], [], [], 0), view, new Dictionary<string, AccountCredential>())
            .Guest.ShouldBe(new GuestActivation(null, NeedsJicofo: false));
    }

    [Theory]
    [InlineData("Component \"conference.meet.example.com\" \"muc\"\nrestrict_room_creation = true\n", true)]
    [InlineData("Component \"conference.meet.example.com\" \"muc\"\nrestrict_room_creation = \"local\"\n", true)]
    [InlineData("Component \"conference.meet.example.com\" \"muc\"\n", false)]
    [InlineData("Component \"conference.meet.example.com\" \"muc\"\nrestrict_room_creation = x\n", null)]
    [InlineData("", null)]
    public void The_second_lock_is_read(string text, bool? restricted) =>
        Open.WithText(LockedText + text).Observe().OnDisk.RoomCreationRestricted.ShouldBe(restricted);

    [Theory]
    [InlineData("authentication = \"token\"\nallow_empty_token = true\n", true)]
    [InlineData("authentication = \"token\"\n", false)]
    [InlineData("authentication = \"anonymous\"\nallow_empty_token = true\n", null)]
    public void Empty_tokens_matter_where_tokens_do(string text, bool? empty) =>
        Open.WithText("VirtualHost \"meet.example.com\"\n" + text).Observe().OnDisk.EmptyTokens.ShouldBe(empty);

    [Fact]
    public void Ports_disks_and_packages_are_told()
    {
        var host = (Open with
        {
            Listeners = [new(5280, ListenerScope.All), new(5222, ListenerScope.Loopback)], Disks = [new("/var", 1000)],
            Packages = [new("prosody", "0.12.3-1", "ii"), new("jitsi-meet-tokens", "1.0", "rc")],
        }).Observe().Host;
        host.ExposedPorts!.Value.ShouldBe([5280]);
        host.Disks!.Value.ShouldBe([new("/var", 1000)]);
        host.Packages!.Value.ShouldBe([new("jitsi-meet-tokens", null), new("prosody", "0.12.3-1")]);
        Open.Observe().Host.ExposedPorts.ShouldBeNull();
    }

    private static GuestHostReading Read(ConfigFile file) => Open.WithText(LockedText, file).Observe().OnDisk.Guests!;

    private static ConfigFile Ours(string text) => File(Path, text) with { Kind = ConfigFileKind.Link, Target = Target };

    private static ConfigFile Script(string text) => File(Client, text) with { Content = ConfigContent.Public, Masked = null, Text = text };

    private static AnonymousDomainReading? With(params ConfigFile[] files) => Open.WithText(LockedText, files).Observe().OnDisk.WebClient;
}
