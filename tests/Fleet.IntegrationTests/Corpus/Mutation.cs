using System.Collections.Immutable;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Corpus;

/// <summary>
/// One script of this folder, run as root on a host that is as it should be. Its head says what a check must then find (`finds: SEVERITY
/// KIND SUBJECT`, `verdict`), what is left of that once it was enforced (`left`, `verdict-left`) and after a restart of Prosody
/// (`restarted`, else as left; `restart: no` where it would not start); `not` before a drift: one that a host has anyway is not told now.
/// `files` says what enforcing makes of the files: `restored` to what they were, `kept` as the mutation left them, or `rewritten`. A key
/// may be for one release (`finds@bullseye`). `shows` is a command whose output shows the change where the files that Fleet may touch
/// don't. What follows the line `# undo` puts back what the files alone don't. Those of the folder `harmless` are no drift at all.
/// </summary>
internal sealed record Mutation(string Name, bool IsHarmless, ImmutableArray<(string Key, string Value)> Head, string Script, string Undo)
{
    private const string Not = "not ";

    private static readonly string Folder = Path.Combine(TestBed.Script.Root, "tests/Fleet.IntegrationTests/Corpus");
    private static readonly string Prelude = File.ReadAllText(Path.Combine(Folder, "host.sh"));

    public static ImmutableArray<Mutation> All { get; } = [.. In("mutations"), .. In("harmless")];

    public AccessMode Mode => Enum.Parse<AccessMode>(Word("mode", Release.Bookworm) ?? "members", ignoreCase: true);

    public string Files => Word("files", Release.Bookworm) ?? (IsHarmless ? "kept" : "restored");

    /// <summary>What a snapshot takes down besides the files.</summary>
    public string Shows => Word("shows", Release.Bookworm) ?? "";

    public bool Restarts => Word("restart", Release.Bookworm) != "no";

    public ImmutableArray<Release> Releases =>
        [.. (Word("releases", Release.Bookworm) ?? "bookworm").Split(' ').Select(r => Enum.Parse<Release>(r, ignoreCase: true))];

    /// <summary>The script with what all have in common before it.</summary>
    public static string OnHost(string host, string script) =>
        $"set -eu\n{Prelude}\n{script}".Replace("@HOST@", host, StringComparison.Ordinal);

    public Expectation Found(Release release) => Expect(release, "finds", "verdict") ?? Expectation.Clean(release, Mode);

    public Expectation Left(Release release) => Expect(release, "left", "verdict-left") ?? Expectation.Clean(release, Mode);

    public Expectation Restarted(Release release) => Expect(release, "restarted", "verdict-restarted") ?? Left(release);

    private Expectation? Expect(Release release, string drift, string verdict)
    {
        var (found, clean) = (Words(drift, release), Expectation.Clean(release, Mode));
        var told = found.Where(f => f != "nothing" && !f.StartsWith(Not, StringComparison.Ordinal));
        var anyway = clean.Drift.Where(d => !found.Contains(Not + d));
        return found.IsEmpty ? null : new([.. told, .. anyway], Word(verdict, release) ?? clean.Verdict);
    }

    private string? Word(string key, Release release) => Words(key, release) is [.., var last] ? last : null;

    private ImmutableArray<string> Words(string key, Release release)
    {
        var own = Values($"{key}@{release.ToString().ToLowerInvariant()}");
        return own.IsEmpty ? Values(key) : own;
    }

    private ImmutableArray<string> Values(string key) => [.. Head.Where(h => h.Key == key).Select(h => h.Value)];

    private static IEnumerable<Mutation> In(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.sh").Order(StringComparer.Ordinal)
            .Select(path => Read(path, folder == "harmless"));

    private static Mutation Read(string path, bool isHarmless)
    {
        var lines = File.ReadAllLines(path);
        var head = lines.TakeWhile(l => l.StartsWith('#')).Select(l => l.TrimStart('#', ' ').Split(": ", 2))
            .Where(p => p.Length == 2 && !p[0].Contains(' ')).Select(p => (p[0], p[1].Trim()));
        var parts = string.Join('\n', lines).Split("\n# undo\n");
        return new(Path.GetFileNameWithoutExtension(path), isHarmless, [.. head], parts[0], parts is [_, var undo] ? undo : "");
    }
}
