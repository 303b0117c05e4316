using CsCheck;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Shouldly;
using Xunit;
using static Fleet.Tests.Jitsi.Hosts.Replies;

namespace Fleet.Tests.Jitsi.Hosts;

/// <summary>Drift is a difference of meaning: what packages, editors and people change besides is none.</summary>
public sealed class HarmlessChangeTests
{
    private const string Host = """
        VirtualHost "meet.example.com"
            authentication = "internal_hashed" -- do not delete me
            ssl = { key = "*********"; }
            modules_enabled = { "bosh"; "ping"; }
        Component "conference.meet.example.com" "muc"
            restrict_room_creation = true
        VirtualHost "auth.meet.example.com"
            authentication = "internal_hashed"

        """;

    private const string Script = "var config = {\n    hosts: {\n        domain: 'meet.example.com',\n        muc: 'conference.' + subdomain,\n    },\n};\n";

    // what people, editors and the packages' scripts do, each seen on real hosts
    private static readonly (string Name, Func<string, string> Change)[] OfProsody =
    [
        ("comment above", t => "-- ****\n" + t),
        ("comment at the end", t => t + "--[[ authentication = \"anonymous\"\n]]\n"),
        ("commented option", t => t.Replace("    ssl", "    --authentication = \"anonymous\"\n    ssl", StringComparison.Ordinal)),
        ("blank lines", t => t.Replace("\n", "\n\n", StringComparison.Ordinal)),
        ("tabs", t => t.Replace("    ", "\t", StringComparison.Ordinal)),
        ("Windows' line ends", t => t.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)),
        ("other quotes", t => t.Replace("= \"internal_hashed\" --", "= 'internal_hashed' --", StringComparison.Ordinal)),
        ("semicolons", t => t.Replace("restrict_room_creation = true", "restrict_room_creation = true;", StringComparison.Ordinal)),
        ("unlimited_jids on line 1", t => "unlimited_jids = { \"*****\", \"***\" }\n" + t),
        ("internal.auth appended", t => t + "Component \"internal.auth.meet.example.com\" \"muc\"\n    storage = \"memory\"\n"),
        ("module added", t => t.Replace("\"ping\"; ", "\"ping\"; \"websocket\"; \"smacks\"; ", StringComparison.Ordinal)),
        ("option of another kind", t => t.Replace("    ssl", "    ____________ = os.getenv(\"****\") .. \"*\"\n    ssl", StringComparison.Ordinal)),
        ("letter case of the host", t => t.Replace("VirtualHost \"meet.", "VirtualHost \"Meet.", StringComparison.Ordinal)),
    ];

    private static readonly (string Name, Func<string, string> Change)[] OfClient =
    [
        ("comment", t => "// anonymousdomain: 'x',\n" + t),
        ("block comment", t => t.Replace("        muc", "        /* anonymousdomain: 'x', */\n        muc", StringComparison.Ordinal)),
        ("blank lines", t => t.Replace("\n", "\n\n", StringComparison.Ordinal)),
        ("Windows' line ends", t => t.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)),
        ("new option", t => t.Replace("    },\n};", "    },\n    p2p: { enabled: true },\n};", StringComparison.Ordinal)),
        ("other order", t => t.Replace("        domain: 'meet.example.com',", "        focus: 'f', domain: 'meet.example.com',", StringComparison.Ordinal)),
        ("appended option", t => t + "config.startWithAudioMuted = true;\n"),
    ];

    [Fact]
    public void What_changes_no_meaning_is_no_drift() => Gen.Select(
        Gen.Int[0, OfProsody.Length - 1].Array[0, 6], Gen.Int[0, OfClient.Length - 1].Array[0, 4]).Sample((prosody, client) =>
    {
        var (before, after) = (Read(Host, Script), Read(Apply(Host, OfProsody, prosody), Apply(Script, OfClient, client)));
        Meaning(after).ShouldBe(Meaning(before));
    }, iter: 2_000);

    [Fact]
    public void Each_of_them_changes_the_text() =>
        OfProsody.Select(c => (c.Name, Same: c.Change(Host) == Host)).Concat(OfClient.Select(c => (c.Name, Same: c.Change(Script) == Script)))
            .ShouldAllBe(c => !c.Same);

    [Theory]
    [InlineData("\"internal_hashed\" --", "\"anonymous\" --")]
    [InlineData("restrict_room_creation = true", "restrict_room_creation = false")]
    [InlineData("    ssl", "    storage = \"sql\"\n    ssl")]
    [InlineData("VirtualHost \"auth", "VirtualHost \"x\"\nauthentication = \"anonymous\"\nVirtualHost \"auth")]
    public void What_changes_the_meaning_is_seen(string from, string to) =>
        Meaning(Read(Host.Replace(from, to, StringComparison.Ordinal), Script)).ShouldNotBe(Meaning(Read(Host, Script)));

    private static string Apply(string text, (string Name, Func<string, string> Change)[] changes, int[] chosen) =>
        chosen.Aggregate(text, (changed, i) => changes[i].Change(changed));

    private static OnDisk Read(string host, string script) => Open.WithText(host,
        File("/etc/jitsi/meet/meet.example.com-config.js", script) with { Content = ConfigContent.Public, Masked = null, Text = script }).Observe().OnDisk;

    // places move, meanings do not
    private static string Meaning(OnDisk disk) => string.Join('|',
        disk.Provider, disk.AnonymousProvider, disk.Link, disk.Config, disk.Overrides.Length, disk.GuestHost, disk.AnonymousDomain, disk.WebClient,
        disk.RegistrationOpen, disk.Storage.Support, disk.Files.Length, disk.RoomCreationRestricted, disk.EmptyTokens,
        string.Join(',', disk.Guests!.Others));
}
