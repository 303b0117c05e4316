using System.Text;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Lua;
using Fleet.Tests.Jitsi.Lua;

namespace Fleet.IntegrationTests.Jitsi;

/// <summary>Prosody's own loader is the truth about its configuration.</summary>
public sealed class ConfigReadingTests(TestHosts hosts)
{
    private const int Generated = 2000;

    [Fact]
    public async Task Every_variant_is_read_as_Prosody_reads_it()
    {
        await using var host = await hosts.Lease();
        var loaded = await ProsodyLoader.Load(host, ConfigVariants.All);
        foreach (var (variant, truth) in ConfigVariants.All.Zip(loaded))
        {
            Compare(variant, truth);
            if (variant.Effective is not null)
                truth.Values[(ConfigVariant.Host, "authentication")].ShouldBe(variant.Effective == ConfigVariant.Unset ? "nil" : Told(variant.Effective), variant.Name);
        }
    }

    [Fact]
    public async Task Prosody_reads_the_new_value_after_an_edit_and_all_else_as_before()
    {
        var edits = ConfigVariants.All.Select(variant => (variant, edit: Edit(variant))).Where(e => e.edit is not null).ToList();
        await using var host = await hosts.Lease();
        var before = await ProsodyLoader.Load(host, edits.Select(e => e.variant));
        var after = await ProsodyLoader.Load(host, edits.Select(e => Edited(e.variant, e.edit!)));
        for (var i = 0; i < edits.Count; i++)
        {
            var expected = before[i].Values.ToDictionary();
            expected[(ConfigVariant.Host, "authentication")] = Told("internal_hashed");
            after[i].Values.ShouldBe(expected, edits[i].variant.Name);
        }
        edits.Count.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Generated_configurations_are_read_as_Prosody_reads_them_or_not_at_all()
    {
        var generator = new GeneratedConfig(20260701);
        var cases = Enumerable.Range(0, Generated).Select(generator.Next).ToList();
        await using var host = await hosts.Lease();
        var loaded = await ProsodyLoader.Load(host, cases);
        var determined = cases.Zip(loaded).Sum(c => Compare(c.First, c.Second));
        // a reader that could determine nothing would agree with everything
        determined.ShouldBeGreaterThan(Generated * ProsodyLoader.Hosts.Length * ProsodyLoader.Options.Length / 4);

        var edits = cases.Zip(loaded).Where(c => c.Second.Problem is null).Select(c => (Case: c.First, Before: c.Second, Edit: AnyEdit(c.First)))
            .Where(c => c.Edit.Edit is not null).ToList();
        var after = await ProsodyLoader.Load(host, edits.Select(e => Edited(e.Case, e.Edit.Edit!)));
        foreach (var (edit, edited) in edits.Zip(after)) OnlyThatDiffers(edit.Case, edit.Before, edited, edit.Edit.Host, edit.Edit.Edit!);
        edits.Count.ShouldBeGreaterThan(Generated / 20);
    }

    private static void OnlyThatDiffers(ConfigVariant original, LoadedConfig before, LoadedConfig after, string host, ReplaceLiteral edit)
    {
        var expected = before.Values.ToDictionary();
        expected[(host, "authentication")] = Told("internal_hashed");
        after.Values.ShouldBe(expected, $"{original.Name} at {edit.Place}");
        foreach (var (was, now) in original.Files.Zip(Edited(original, edit).Files))
        {
            var here = was.Path == edit.Place.File;
            (here ? now.Text.Remove(edit.Place.Offset, edit.NewLiteral.Length) : now.Text)
                .ShouldBe(here ? was.Text.Remove(edit.Place.Offset, edit.OldLiteral.Length) : was.Text, original.Name);
        }
    }

    // of any virtual host, the first that has a literal of its own
    private static (string Host, ReplaceLiteral? Edit) AnyEdit(ConfigVariant variant) =>
        ProsodyLoader.Hosts.Where(h => h != "*").Select(h => (h, Edit(variant, h))).FirstOrDefault(e => e.Item2 is not null);

    /// <summary>How many options were determined, each of them as Prosody has it.</summary>
    private static int Compare(ConfigVariant variant, LoadedConfig truth)
    {
        var config = ProsodyConfig.Read(InOrder(variant, truth));
        var shown = string.Join("\n", variant.Files.Select(f => $"--- {f.Path}\n{f.Text}"));
        if (truth.Problem is not null)
        {
            // an error at run time is Prosody's to find, not the reader's
            if (!truth.Problem.Contains("attempt to") && !truth.Problem.Contains("bad argument")) config.Problem.ShouldNotBeNull($"{variant.Name}: Prosody says {truth.Problem}\n{shown}");
            return 0;
        }
        var readings = truth.Values.Select(value => (value, reading: config.Option(value.Key.Host, value.Key.Option))).ToList();
        foreach (var (value, reading) in readings.Where(r => r.reading is not OptionReading.CannotDetermine))
            Told(reading).ShouldBe(Comparable(value.Value, reading), $"{variant.Name}: {value.Key}\n{shown}");
        return readings.Count(r => r.reading is not OptionReading.CannotDetermine);
    }

    private static ConfigTexts InOrder(ConfigVariant variant, LoadedConfig truth) => variant.Texts with
    {
        Files = [.. variant.Texts.Files.OrderBy(f => truth.DirectoryOrder.ToList().IndexOf(f.Path))],
    };

    private static ReplaceLiteral? Edit(ConfigVariant variant, string host = ConfigVariant.Host) =>
        ReplaceLiteral.Of(ProsodyConfig.Read(variant.Texts).Option(host, "authentication"), "internal_hashed");

    private static ConfigVariant Edited(ConfigVariant variant, ReplaceLiteral edit) => variant with
    {
        Files = [.. variant.Files.Select(f => f.Path == edit.Place.File ? (f.Path, edit.ApplyTo(f.Text)!) : f)],
    };

    private static string Told(OptionReading reading) => reading is OptionReading.Set set ? Told(set.Value) : "nil";

    private static string Told(ConfigValue value) => value switch
    {
        ConfigValue.Text text => Told(text.Value),
        ConfigValue.Boolean boolean => $"boolean {(boolean.Value ? "true" : "false")}",
        ConfigValue.Table table when table.Items.All(i => i is ConfigValue.Text) => $"table {string.Join(',', table.Items.Select(i => Told(i).Replace(' ', ':')))}",
        ConfigValue.Table => "table",
        _ => "number",
    };

    private static string Told(string text) => $"string {Convert.ToHexStringLower(Encoding.Latin1.GetBytes(text))}";

    // of a table of more than strings only that it is one is compared
    private static string Comparable(string told, OptionReading reading) => Told(reading) == "table" && told.StartsWith("table ", StringComparison.Ordinal) ? "table" : told;
}
