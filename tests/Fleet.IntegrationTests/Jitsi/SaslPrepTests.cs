using System.Text;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Scram;

namespace Fleet.IntegrationTests.Jitsi;

public sealed class SaslPrepTests(TestHosts hosts)
{
    // letters, marks, compatibility forms, Hangul, right-to-left, prohibited and unassigned
    private static readonly (int From, int To)[] Blocks =
        [(0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F), (0x1100, 0x11FF), (0x1E00, 0x206F), (0x2100, 0x24FF), (0x3040, 0x33FF), (0xAC00, 0xD7A3), (0xF900, 0xFFEF), (0x1D400, 0x1D7FF), (0x2F800, 0x2FA1F)];

    [Fact]
    public async Task A_password_that_is_accepted_is_prepared_as_Prosody_prepares_it()
    {
        var random = new Random(20260701);
        var passwords = Enumerable.Range(0, 3000).Select(_ => Password(random)).ToList();
        await using var host = await hosts.Lease();
        var prepared = await Prepared(host, "saslprep", passwords);

        var accepted = 0;
        foreach (var (password, truth) in passwords.Zip(prepared))
        {
            if (!SaslPrep.Prepare(password).TryGet(out var ours, out _)) continue;
            Convert.ToHexStringLower(ours.Utf8).ShouldBe(truth, string.Join(' ', password.EnumerateRunes().Select(r => $"{r.Value:X}")));
            accepted++;
        }
        accepted.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task A_users_name_is_prepared_as_Prosody_prepares_it()
    {
        var random = new Random(20261123);
        // what is newer than Unicode 3.2 is up to the library that Prosody was built with
        var names = Enumerable.Range(0, 3000).Select(_ => Password(random)).Where(n => SaslPrep.Prepare(n).Refusal?.Code != "password-unassigned").ToList();
        names.Count.ShouldBeGreaterThan(1000);
        await using var host = await hosts.Lease();

        foreach (var (name, truth) in names.Zip(await Prepared(host, "nodeprep", names)))
        {
            var ours = NodePrep.Prepare(name) is { } prepared ? Convert.ToHexStringLower(Encoding.UTF8.GetBytes(prepared)) : "refused";
            ours.ShouldBe(truth, string.Join(' ', name.EnumerateRunes().Select(r => $"{r.Value:X}")));
        }
    }

    private static async Task<string[]> Prepared(TestHost host, string function, IEnumerable<string> texts) =>
        (await host.Exec("exec lua5.4 -", Program(function, texts))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Password(Random random)
    {
        var block = Blocks[random.Next(Blocks.Length)];
        var runes = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(3) == 0 ? Blocks[random.Next(Blocks.Length)] : block)
            .Select(b => random.Next(b.From, b.To + 1));
        return string.Concat(runes.Where(Rune.IsValid).Select(char.ConvertFromUtf32)) + "\u00E9";
    }

    private static string Program(string function, IEnumerable<string> texts)
    {
        var data = texts.Select(p => $"\"{string.Concat(Encoding.UTF8.GetBytes(p).Select(b => $"\\{b:D3}"))}\"");
        return $$"""
            package.path = "/usr/lib/prosody/?.lua;" .. package.path
            package.cpath = "/usr/lib/prosody/?.so;" .. package.cpath
            local prep = require "util.encodings".stringprep.{{function}}
            local function hex(s) return (s:gsub(".", function (c) return ("%02x"):format(c:byte()) end)) end
            for _, text in ipairs({ {{string.Join(',', data)}} }) do
                local prepared = prep(text)
                print(prepared and hex(prepared) or "refused")
            end
            """;
    }
}
