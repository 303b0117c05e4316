using Fleet.Tests.Jitsi.Lua;

namespace Fleet.IntegrationTests.Jitsi;

/// <summary>Configurations nobody would write by hand, the same for the same seed.</summary>
internal sealed class GeneratedConfig(int seed)
{
    private readonly Random _random = new(seed);

    public ConfigVariant Next(int number)
    {
        var files = new List<(string, string)> { (ConfigVariant.MainPath, Text() + Pick("", "Include \"conf.d/*.cfg.lua\"\n", "include'conf.d/?????.cfg.lua';") + Text()) };
        if (Chance(70)) files.Add((ConfigVariant.HostPath, Text()));
        if (Chance(50)) files.Add((ConfigVariant.OtherPath, Text()));
        if (Chance(25)) files = [.. files.Select(f => (f.Item1, Damaged(f.Item2)))];
        return new($"generated {seed}/{number}", null, [.. files]);
    }

    private string Text() => string.Concat(Enumerable.Range(0, _random.Next(6)).Select(_ => Statement(2)));

    private string Statement(int depth) => _random.Next(14) switch
    {
        0 or 1 => $"{Pick("VirtualHost", "Host", "VirtualHost")} {Name()}{Blank()}",
        2 => $"VirtualHost({Name()}){Blank()}" + (Chance(60)
            ? $"authentication {Pick("=", " =\n")} {Pick("\"jitsi-anonymous\"", "'anonymous'", "[[token]]")}{Pick(" -- do not delete me\n", "\n", ";", "\r\n")}" : ""),
        3 => $"VirtualHost {Name()} {Options(depth)}{Blank()}",
        4 => $"Component {Pick("\"c.example.com\"", "'conference.meet.example.com'")} {Pick("\"muc\"", "", "'muc' " + Options(depth), Options(depth))}{Blank()}",
        5 => Pick("-- authentication = 'x'\n", "--[[ VirtualHost \"x\"\n]]", "--[=[ ]] ]=]", "--\r\n"),
        6 when depth > 0 => $"do {Statement(depth - 1)}{Blank()}end{Blank()}",
        7 when depth > 0 => $"if {Pick("true", "nil", "os.getenv('HOME')")} then {Option(depth)}{Blank()}end{Blank()}",
        8 => Pick(
            $"local {Pick("a", "authentication", "b, storage")} = {Value(depth)}{Blank()}",
            $"local {Pick("f", "a")} = {Pick("VirtualHost", "function() authentication = \"set\" end", "tostring")}\n",
            $"local function f() {Key()} = 'set' end{Blank()}",
            $"local a; a = {Pick("VirtualHost", "Include", "os.getenv")}\n"),
        _ => Chance(3) ? $"{Pick("f('other')", "tostring(1)", "f()")}{Blank()}" : $"{Option(depth)}{Blank()}",
    };

    private string Option(int depth) => $"{Key()}{Pick(" = ", "=", "\n=\n", " =\t-- why\n")}{Value(depth)}";

    private string Options(int depth) =>
        $"{{ {string.Concat(Enumerable.Range(0, _random.Next(4)).Select(_ => Field(depth) + Pick(",", ";", " ,\n")))}}}";

    private string Field(int depth) => _random.Next(4) switch
    {
        0 => $"[\"{Key()}\"] = {Value(depth)}",
        1 => Value(depth),
        _ => $"{Key()} = {Value(depth)}",
    };

    private string Key() => _random.Next(3) == 0 ? "foo" : ProsodyLoader.Options[_random.Next(ProsodyLoader.Options.Length)];

    private string Name() => Pick("\"meet.example.com\"", "'MEET.example.com'", "[[meet.example.com]]", "\"\\109eet.example.com\"", "\"other\"", "'auth.meet.example.com'");

    private string Value(int depth) => _random.Next(depth > 0 ? 12 : 9) switch
    {
        0 or 1 => Pick("\"jitsi-anonymous\"", "'anonymous'", "\"internal_hashed\" -- do not delete me\n"),
        2 => Pick("[[token]]", "[==[a]]b]==]", "[[\nx\r\ny]]"),
        3 => Pick("\"a\\z \n b\"", "'\\x41\\65\\u{42}\\n\\''", "\"a\\\nb\"", "\"-- no comment\"", "''"),
        4 => Pick("true", "false", "nil"),
        5 => Pick("1", "0x1F", "1e3", ".5", "3.", "-1"),
        6 => Pick(
            "undefined", "a", "os.getenv(\"HOME\")", "ENV_HOME", "tostring(1)", "(\"x\"):upper()", "string.rep('ab', 2)", "f(\"other\")", "a('other')",
            "io.open('/dev/null'):read('a')", "pcall(f)", "os.getenv('HOME') .. '/x'", "select('#', 'x')", "pcall(function() storage = 'sql' end)"),
        7 => Pick("\"a\" .. 'b'", "1 + 1", "not true", "#\"abc\"", "1 == 2", "nil or 'x'"),
        8 => Pick("(\"paren\")", "((\"x\"))", "function() return 1 end"),
        _ => Options(depth - 1),
    };

    private string Blank() => Pick("\n", "\r\n", " ", "\t;", ";\n", "\n\n    ");

    private string Damaged(string text)
    {
        if (text.Length == 0) return text;
        var at = _random.Next(text.Length);
        return Chance(50) ? text.Remove(at, 1) : text.Insert(at, Pick("\"", "'", "[", "]]", "{", "}", "--", "=", "\\", "end ", "\u0000", "\u00E9", "1", ".", "a"));
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
