using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Shouldly;
using Xunit;
using static Fleet.Tests.Jitsi.Hosts.Replies;
using ConfigValidity = Fleet.Domain.Reconciling.ConfigValidity;

namespace Fleet.Tests.Jitsi.Hosts;

public sealed class OnDiskReadingTests
{
    [Fact]
    public void A_freshly_installed_host_has_nothing_to_report()
    {
        var disk = Open.Observe().OnDisk;
        disk.Provider.ShouldBe(new("jitsi-anonymous", true, null));
        disk.AnonymousProvider.ShouldBe("jitsi-anonymous");
        disk.Link.ShouldBe(ConfigLink.Intact);
        disk.Config.ShouldBe(new(ConfigValidity.Valid, null));
        disk.Overrides.ShouldBeEmpty();
        disk.GuestHost.ShouldBe(GuestHost.Absent);
        disk.RegistrationOpen.ShouldBe(false);
        disk.Storage.ShouldBe(new(StorageSupport.Files, null, "SHA-1"));
        disk.Files.ShouldBeEmpty();
    }

    [Fact]
    public void A_host_that_sent_no_configuration_is_unknown_in_all_of_it()
    {
        var disk = (Open with { Config = new("digest", null) }).Observe();
        disk.OnDisk.Provider.Value.ShouldBeNull();
        disk.OnDisk.Link.ShouldBe(ConfigLink.Unknown);
        disk.OnDisk.GuestHost.ShouldBe(GuestHost.Unknown);
        disk.OnDisk.RegistrationOpen.ShouldBeNull();
        disk.OnDisk.Storage.Support.ShouldBe(StorageSupport.Unknown);
    }

    [Theory]
    [InlineData("VirtualHost \"meet.example.com\"\nauthentication = \"token\"\n", "token", false)] // another's: not rewritten
    [InlineData("VirtualHost \"meet.example.com\"\n", "internal_hashed", false)] // inherited: would change every host
    [InlineData("VirtualHost \"meet.example.com\"\nauthentication = \"anon\\121mous\"\n", "anonymous", false)]
    [InlineData("VirtualHost \"meet.example.com\" { authentication = 'anonymous' }\n", "anonymous", true)]
    public void Only_a_known_provider_in_a_plain_literal_of_the_domain_is_rewritable(string text, string provider, bool rewritable) =>
        Open.WithText(text).Observe().OnDisk.Provider.ShouldBe(new(provider, rewritable, null));

    [Fact]
    public void What_cannot_be_determined_says_where_and_why() =>
        Open.WithText("VirtualHost \"meet.example.com\"\nauthentication = \"a\" .. b\n").Observe().OnDisk.Provider
            .ShouldBe(new(null, false, "conf.d/meet.example.com.cfg.lua:2: computed by Lua"));

    [Theory]
    [InlineData(LockedText, "internal_hashed", "jitsi-anonymous")] // the package's mark is as old as its provider
    [InlineData("VirtualHost \"meet.example.com\"\nauthentication = \"internal_hashed\"\n", "internal_hashed", "anonymous")]
    [InlineData("VirtualHost \"meet.example.com\"\nauthentication = \"internal_hashed\"\n", "jitsi-anonymous", "jitsi-anonymous")]
    [InlineData("VirtualHost \"meet.example.com\"\nauthentication = \"anonymous\"\n", "internal_hashed", "anonymous")]
    public void Opens_again_with_the_provider_that_the_host_has(string text, string inForce, string anonymous) =>
        Open.WithText(text).InForceIs(inForce).Observe().OnDisk.AnonymousProvider.ShouldBe(anonymous);

    [Fact]
    public void A_lost_link_does_not_hide_what_it_led_to()
    {
        foreach (var link in new[] { Missing(LinkPath), Missing(LinkPath) with { Kind = ConfigFileKind.DanglingLink, Target = "/nowhere" } })
        {
            var observed = Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", Main), link, File(FilePath, OpenText)).Observe();
            observed.OnDisk.Link.ShouldBe(link.Kind == ConfigFileKind.Missing ? ConfigLink.Missing : ConfigLink.Dangling);
            observed.OnDisk.Provider.ShouldBe(new("jitsi-anonymous", true, null));
            observed.Host.ServesDomain.ShouldBe(true);
        }
    }

    [Fact]
    public void Tells_where_the_link_leads()
    {
        Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", Main), Link(OpenText, "/etc/prosody/else.cfg.lua")).Observe().OnDisk.Link.ShouldBe(ConfigLink.Elsewhere);
        Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", Main), File(LinkPath, OpenText), File(FilePath, LockedText)).Observe().OnDisk.Link.ShouldBe(ConfigLink.Copied);
        Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", Main), File(LinkPath, OpenText), Missing(FilePath)).Observe().OnDisk.Link.ShouldBe(ConfigLink.Intact);
        Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", Main + OpenText), Missing(LinkPath), Missing(FilePath)).Observe().OnDisk.Link.ShouldBe(ConfigLink.Intact);
    }

    [Fact]
    public void A_second_definition_in_another_file_is_an_override()
    {
        var other = File("/etc/prosody/conf.d/zz.cfg.lua", "-- mine\nVirtualHost \"MEET.example.com\"\nauthentication = \"token\"\n");
        var disk = Open.WithText(LockedText, other).Observe().OnDisk;
        disk.Provider.Value.ShouldBe("token");
        disk.Overrides.ShouldBe([new("authentication", "conf.d/meet.example.com.cfg.lua:2")]);
        Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", Main), other, Link(LockedText)).Observe().OnDisk.Overrides
            .ShouldBe([new("authentication", "conf.d/zz.cfg.lua:3")]);
    }

    [Theory]
    [InlineData("VirtualHost \"guest.meet.example.com\"\nauthentication = \"jitsi-anonymous\"\n", GuestHost.Anonymous)]
    [InlineData("VirtualHost \"visitors\"\nauthentication = \"anonymous\"\n", GuestHost.Anonymous)] // by any name
    [InlineData("VirtualHost \"guest.meet.example.com\"\n", GuestHost.Closed)]
    [InlineData("VirtualHost \"guest.meet.example.com\"\nauthentication = x\n", GuestHost.Unknown)]
    [InlineData("VirtualHost \"guest.meet.example.com\"\nauthentication = \"anonymous\"\nenabled = false\n", GuestHost.Absent)]
    [InlineData("Component \"guest.meet.example.com\" \"muc\"\n", GuestHost.Absent)]
    public void Finds_a_virtual_host_for_guests(string text, GuestHost expected) =>
        Open.WithText(LockedText, File("/etc/prosody/conf.d/more.cfg.lua", text)).Observe().OnDisk.GuestHost.ShouldBe(expected);

    [Theory]
    [InlineData("allow_registration = false", false)]
    [InlineData("allow_registration = true", true)]
    [InlineData("allow_registration = true modules_enabled = { \"invites_register\" }", false)]
    [InlineData("allow_registration = true modules_enabled = { \"invites_register\" } registration_invite_only = false", true)]
    [InlineData("allow_registration = true registration_invite_only = true", true)] // nothing obeys it
    [InlineData("allow_registration = true modules_enabled = { \"***\" }", null)]
    [InlineData("allow_registration = \"****\"", null)]
    public void Finds_open_registration(string options, bool? open) =>
        Open.WithText(LockedText + options).Observe().OnDisk.RegistrationOpen.ShouldBe(open);

    [Theory]
    [InlineData("storage = \"internal\"", StorageSupport.Files, null, "SHA-1")]
    [InlineData("storage = \"sql\"", StorageSupport.Overridden, "`storage` is `sql` at conf.d/meet.example.com.cfg.lua:3")]
    [InlineData("storage = { accounts = \"sql\" }", StorageSupport.Overridden, "`storage` is `sql` at conf.d/meet.example.com.cfg.lua:3")]
    [InlineData("storage = { archive = \"memory\" }", StorageSupport.Files, null, "SHA-1")]
    [InlineData("storage = { [\"********\"] = \"memory\" }", StorageSupport.Unknown, "`storage` has a value that Fleet does not know")]
    [InlineData("default_storage = \"***\"", StorageSupport.Unknown, "conf.d/meet.example.com.cfg.lua:3: hidden by the host")]
    [InlineData("password_hash = \"SHA-256\"", StorageSupport.Files, null, "SHA-256")]
    [InlineData("password_hash = \"MD5\"", StorageSupport.Unknown, "`password_hash` has a value that Fleet does not know")]
    public void Finds_accounts_that_are_not_Prosodys_own_files(string options, StorageSupport support, string? problem, string? hash = null) =>
        Open.WithText(LockedText + options).Observe().OnDisk.Storage.ShouldBe(new(support, problem, hash));

    [Fact]
    public void Finds_another_data_directory()
    {
        var main = File("/etc/prosody/prosody.cfg.lua", "data_path = \"/srv/prosody\"\n" + Main);
        Open.WithFiles(main, Link(OpenText)).Observe().OnDisk.Storage.Support.ShouldBe(StorageSupport.Overridden);
    }

    [Fact]
    public void Says_where_an_invalid_configuration_ends()
    {
        var check = new ConfigVerdict(Fleet.Jitsi.Host.ConfigValidity.Invalid, LinkPath, 7);
        (Open with { Check = check }).Observe().OnDisk.Config.ShouldBe(new(ConfigValidity.Invalid, "conf.d/meet.example.com.cfg.lua:7"));
        (Open with { Check = new(Fleet.Jitsi.Host.ConfigValidity.NotRun, null, null) }).With(Open with { Check = check }).Observe().OnDisk.Config.Validity.ShouldBe(ConfigValidity.Invalid);
    }

    [Theory]
    [InlineData("root", "root", "644", true)] // as `cp` leaves it
    [InlineData("root", "prosody", "640", true)]
    [InlineData("root", "root", "640", false)] // Prosody can't read it
    [InlineData("root", "prosody", "660", false)]
    [InlineData("root", "root", "666", false)]
    [InlineData("prosody", "prosody", "644", false)]
    [InlineData("root", "prosody", "odd", false)]
    public void Finds_a_configuration_that_others_can_change_or_Prosody_cannot_read(string owner, string group, string mode, bool fine)
    {
        var file = Link(OpenText) with { Status = new(owner, group, mode, 1, Now) };
        Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", Main), file).Observe().OnDisk.Files
            .ShouldBe(fine ? [] : [new("host-config", "0640 root:prosody", $"{mode.PadLeft(4, '0')} {owner}:{group}", true)]);
    }

    [Fact]
    public void Finds_nothing_in_files_that_Prosody_does_not_load() =>
        Open.WithText(OpenText, File("/etc/prosody/conf.d/old.cfg.lua.bak", "x", mode: "666"), File("/etc/prosody/README", "x", mode: "666"))
            .Observe().OnDisk.Files.ShouldBeEmpty();

    [Fact]
    public void Tells_a_copy_from_what_it_was_copied_from()
    {
        var copied = Open.WithFiles(File("/etc/prosody/prosody.cfg.lua", Main), File(LinkPath, OpenText, mode: "666"), File(FilePath, LockedText, mode: "666"));
        copied.Observe().OnDisk.Files.Select(f => f.Subject).ShouldBe(["host-config", "config:conf.avail/meet.example.com.cfg.lua"]);
    }

    [Fact]
    public void A_provider_in_a_file_of_another_place_is_not_rewritable()
    {
        var main = File("/etc/prosody/prosody.cfg.lua", "Include \"/etc/prosody/more.lua\"\n");
        Open.WithFiles(main, File("/etc/prosody/more.lua", OpenText)).Observe().OnDisk.Provider.ShouldBe(new("jitsi-anonymous", false, null));
    }
}
