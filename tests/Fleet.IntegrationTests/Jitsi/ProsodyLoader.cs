using System.Text;
using Fleet.IntegrationTests.TestBed;
using Fleet.Tests.Jitsi.Lua;

namespace Fleet.IntegrationTests.Jitsi;

/// <summary>What Prosody's own loader made of a configuration: its problem, or the value of each option as loader.lua tells it.</summary>
public sealed record LoadedConfig(string? Problem, IReadOnlyList<string> DirectoryOrder, IReadOnlyDictionary<(string Host, string Option), string> Values);

/// <summary>Asks the Prosody of a test host about many configurations in one process.</summary>
public static class ProsodyLoader
{
    public static readonly string[] Hosts = [ConfigVariant.Host, "auth.meet.example.com", "other", "localhost", "*"];
    public static readonly string[] Options =
        ["authentication", "storage", "password_hash", "data_path", "allow_registration", "registration_invite_only", "modules_enabled", "enabled"];

    public static async Task<IReadOnlyList<LoadedConfig>> Load(TestHost host, IEnumerable<ConfigVariant> cases)
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Script.Root, "tests/Fleet.IntegrationTests/Jitsi/loader.lua"));
        var data = $"cases = {{{string.Join(',', cases.Select(Case))}}}\nhosts = {List(Hosts)}\noptions = {List(Options)}\n";
        var output = await host.Exec("exec lua5.4 -", data + script);
        return [.. output.Split("case\t").Skip(1).Select(Parse)];
    }

    private static LoadedConfig Parse(string told)
    {
        var rows = told.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split('\t')).ToList();
        var problem = rows[0][0] == "loaded" ? null : Encoding.Latin1.GetString(Convert.FromHexString(rows[0][1]));
        var values = rows.Where(r => r[0] == "value").ToDictionary(r => (r[1], r[2]), r => r[3]);
        return new(problem, rows.Single(r => r[0] == "order")[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), values);
    }

    private static string Case(ConfigVariant variant) =>
        $"{{files={{{string.Join(',', variant.Files.Select(f => $"{{path={Quote(f.Path)},text={Quote(f.Text)}}}"))}}}}}";

    private static string List(IEnumerable<string> items) => $"{{{string.Join(',', items.Select(Quote))}}}";

    private static string Quote(string text) => $"\"{string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? $"{c}" : $"\\{(int)c:D3}"))}\"";
}
