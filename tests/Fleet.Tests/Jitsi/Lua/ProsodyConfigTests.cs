using Fleet.Jitsi.Lua;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Lua;

public sealed class ProsodyConfigTests
{
    public static TheoryData<string> Names => [.. ConfigVariants.All.Select(v => v.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_the_provider_as_Prosody_takes_it(string name)
    {
        var variant = ConfigVariants.All.Single(v => v.Name == name);
        Effective(ProsodyConfig.Read(variant.Texts)).ShouldBe(variant.Effective, name);
    }

    [Fact]
    public void Says_where_the_last_effective_literal_stands()
    {
        var text = "-- head\nVirtualHost \"meet.example.com\"\n    authentication = 'anonymous'\n";
        var set = Read(text).Option(ConfigVariant.Host, "authentication").ShouldBeOfType<OptionReading.Set>();
        set.Inherited.ShouldBeFalse();
        var value = set.Value.ShouldBeOfType<ConfigValue.Text>();
        value.Literal.ShouldBe("'anonymous'");
        value.Place.ShouldBe(new(ConfigVariant.HostPath, text.IndexOf('\''), 3));
    }

    [Fact]
    public void Reads_the_other_options_that_matter()
    {
        var config = Read("VirtualHost \"meet.example.com\"\nstorage = \"sql\" enabled = false modules_enabled = { \"bosh\"; 'ping', x = \"no\" }\n");
        config.Option("MEET.example.com", "storage").ShouldBeOfType<OptionReading.Set>().Value.ShouldBeOfType<ConfigValue.Text>().Value.ShouldBe("sql");
        config.Option(ConfigVariant.Host, "enabled").ShouldBeOfType<OptionReading.Set>().Value.ShouldBeOfType<ConfigValue.Boolean>().Value.ShouldBeFalse();
        config.Option(ConfigVariant.Host, "modules_enabled").ShouldBeOfType<OptionReading.Set>().Value.ShouldBeOfType<ConfigValue.Table>()
            .Items.OfType<ConfigValue.Text>().Select(i => i.Value).ShouldBe(["bosh", "ping"]);
        config.Option(ConfigVariant.Host, "password_hash").ShouldBeOfType<OptionReading.Unset>();
    }

    [Fact]
    public void Lists_sections_and_every_assignment()
    {
        var config = Read("VirtualHost \"meet.example.com\"\nauthentication = \"a\"\nComponent \"c\" \"muc\"\nVirtualHost \"meet.example.com\"\nauthentication = \"b\"\n");
        config.Sections.Where(s => s.Host == ConfigVariant.Host).Select(s => s.Place.Line).ShouldBe([1, 4]);
        config.Assignments(ConfigVariant.Host, "authentication").Select(p => p.Line).ShouldBe([2, 5]);
        config.HasVirtualHost(ConfigVariant.Host).ShouldBe(true);
        config.HasVirtualHost("c").ShouldBe(false);
        Read("syntax error").HasVirtualHost(ConfigVariant.Host).ShouldBeNull();
    }

    [Fact]
    public void Reads_masked_text_alike()
    {
        var text = "-- ******\nVirtualHost \"meet.example.com\"\n    authentication = \"jitsi-anonymous\" -- do not delete me\n    secret = \"*****\"\n    n = 0000\n    x = _._______(\"****\") == nil\n";
        Effective(Read(text)).ShouldBe("jitsi-anonymous");
        Read(text).Option(ConfigVariant.Host, "x").ShouldBeOfType<OptionReading.CannotDetermine>().Reason.ShouldContain("cfg.lua:6");
    }

    [Theory]
    [InlineData("x = __.______(\"****\")")]
    [InlineData("x = \"**\" .. __.______(\"****\") .. \"*\"")]
    [InlineData("ssl = { key = ____(\"***\"), \"*\" }")]
    [InlineData("x = __.____(\"***\"):____(\"**\")")]
    [InlineData("local _ = __.______(\"***\")")]
    [InlineData("if __.______(\"***\") then x = 1 end")]
    [InlineData("x = (\"*\"):_____()")]
    public void An_odd_expression_spoils_only_what_depends_on_it(string odd)
    {
        var config = Read($"VirtualHost \"meet.example.com\"\nauthentication = \"token\"\n{odd}\nstorage = \"sql\"\n");
        Effective(config).ShouldBe("token");
        config.Option(ConfigVariant.Host, "storage").ShouldBeOfType<OptionReading.Set>();
    }

    [Theory]
    [InlineData("local function f() authentication = \"x\" end\nx = f(\"a\")")]
    [InlineData("local f = function() authentication = \"x\" end\nx = f(\"a\")")]
    [InlineData("local f = VirtualHost\nx = f(\"other\")")]
    [InlineData("local f\nf = VirtualHost\nx = f(\"other\")")]
    [InlineData("x = ____(function() authentication = \"x\" end)")]
    [InlineData("x = _______(\"**.**\").___(\"*\", \"*\", \"*\")")]
    [InlineData("x = ______(_ENV, \"*\", \"*\")")]
    [InlineData("____(\"***\")")]
    public void What_may_reach_any_option_spoils_all(string odd) =>
        Effective(Read($"VirtualHost \"meet.example.com\"\nauthentication = \"token\"\n{odd}\n")).ShouldBeNull();

    [Theory]
    [InlineData("VirtualHost \"meet.example.com\" { [\"*****\"] = \"x\" }\n")] // could be the option itself
    [InlineData("VirtualHost \"****************\"\n")]
    [InlineData("Include \"***\"\n")]
    [InlineData("VirtualHost \"meet.example.com\"\nauthentication = \"*****\"\n")]
    public void Never_takes_a_mask_for_a_value(string text) =>
        Read(text).Option(ConfigVariant.Host, "authentication").ShouldBeOfType<OptionReading.CannotDetermine>();

    [Fact]
    public void A_doubt_about_one_host_is_none_about_another()
    {
        var config = Read("VirtualHost \"other\" { [\"*****\"] = \"x\" }\nVirtualHost \"meet.example.com\"\nauthentication = \"token\"\n");
        Effective(config).ShouldBe("token");
        config.Option("other", "authentication").ShouldBeOfType<OptionReading.CannotDetermine>();
    }

    [Fact]
    public void Says_that_a_file_was_not_read()
    {
        var texts = new ConfigTexts("/p/main", [new("/p/main", "Include \"a.lua\"\n"), new("/p/a.lua", null, "it is larger than 1 MiB")], []);
        ProsodyConfig.Read(texts).Problem.ShouldBe("/p/a.lua: it is larger than 1 MiB");
        ProsodyConfig.Read(new("/p/main", [new("/p/main", "Include \"d/*.lua\"\n")], [])).Problem.ShouldBe("/p/d/*.lua: the directory was not listed");
        ProsodyConfig.Read(new("/p/main", [], [])).Problem.ShouldBe("/p/main: it is loaded, and was not read");
    }

    [Fact]
    public void Ends_when_files_include_each_other() =>
        ProsodyConfig.Read(new("/a", [new("/a", "Include \"/b\""), new("/b", "Include \"/a\"")], [])).Problem.ShouldNotBeNull().ShouldContain("included too deeply");

    private static ProsodyConfig Read(string hostFile) => ProsodyConfig.Read(ConfigVariant.OfHostFile("", null, hostFile).Texts);

    private static string? Effective(ProsodyConfig config) => config.Option(ConfigVariant.Host, "authentication") switch
    {
        OptionReading.Set { Value: ConfigValue.Text text } => text.Value,
        OptionReading.Unset => ConfigVariant.Unset,
        _ => null,
    };
}
