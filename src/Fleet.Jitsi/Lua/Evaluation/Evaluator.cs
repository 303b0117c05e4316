using Fleet.Jitsi.Lua.Syntax;

namespace Fleet.Jitsi.Lua.Evaluation;

/// <summary>Loads the files as Prosody does, without running any Lua. The first doubt that may reach everything ends it.</summary>
internal sealed class Evaluator(ConfigTexts texts)
{
    public const string Global = "*";

    private const int DeepestInclude = 20;

    private readonly Dictionary<string, ConfigText> _files = ByPath(texts.Files);
    private int _depth;

    public Dictionary<string, HostOptions> Hosts { get; } = new() { [Global] = new() };

    public List<HostSection> Sections { get; } = [];

    public string? Problem { get; private set; }

    public void Load(string path)
    {
        if (!_files.TryGetValue(path, out var file)) Fail(path, "it is loaded, and was not read");
        else if (file.Text is null) Fail(path, file.Gap ?? "it could not be read");
        else if (_depth == DeepestInclude) Fail(path, "included too deeply");
        else Run(path, file.Text);
    }

    public void Include(string includingFile, string path)
    {
        var resolved = IncludePath.Resolve(includingFile, path);
        if (!IncludePath.IsPattern(resolved)) Load(resolved);
        else IncludeAll(resolved);
    }

    public HostOptions Host(string name)
    {
        if (!Hosts.TryGetValue(name, out var options)) Hosts.Add(name, options = new());
        return options;
    }

    public void Fail(object place, string reason) => Problem ??= $"{place}: {reason}";

    private void IncludeAll(string pattern)
    {
        var directory = IncludePath.DirectoryOf(pattern);
        if (!texts.Directories.Contains(directory)) Fail(pattern, "the directory was not listed");
        foreach (var file in texts.Files.Where(f => IncludePath.DirectoryOf(f.Path) == directory && IncludePath.Matches(f.Path, pattern)))
            if (Problem is null) Load(file.Path);
    }

    private void Run(string path, string text)
    {
        var lines = new LineIndex(text);
        var (body, problem) = Parser.Parse(text);
        if (problem is not null)
        {
            Fail(new Place(path, problem.Offset, lines.LineOf(problem.Offset)), problem.Reason);
            return;
        }
        _depth++;
        new FileEvaluation(this, path, lines).Run(body);
        _depth--;
    }

    private static Dictionary<string, ConfigText> ByPath(IEnumerable<ConfigText> files)
    {
        var byPath = new Dictionary<string, ConfigText>();
        foreach (var file in files) byPath[file.Path] = file;
        return byPath;
    }
}
