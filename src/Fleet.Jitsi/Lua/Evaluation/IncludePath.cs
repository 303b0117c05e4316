using System.Text.RegularExpressions;

namespace Fleet.Jitsi.Lua.Evaluation;

/// <summary>The files that an <c>Include</c> names, by the rules of Prosody's loader.</summary>
internal static class IncludePath
{
    public static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?');

    public static string Resolve(string includingFile, string path)
    {
        while (path.StartsWith("./", StringComparison.Ordinal)) path = path[2..];
        return Collapse(path.StartsWith('/') ? path : $"{DirectoryOf(includingFile)}/{path}");
    }

    public static string DirectoryOf(string path) => path[..Math.Max(path.LastIndexOf('/'), 0)];

    public static bool Matches(string file, string pattern)
    {
        var name = file[(file.LastIndexOf('/') + 1)..];
        var escaped = Regex.Escape(pattern[(pattern.LastIndexOf('/') + 1)..]);
        var glob = escaped.Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal);
        return !name.StartsWith('.') && Regex.IsMatch(name, $"^(?:{glob})$", RegexOptions.Singleline | RegexOptions.NonBacktracking);
    }

    private static string Collapse(string path)
    {
        while (path.Contains("//", StringComparison.Ordinal)) path = path.Replace("//", "/", StringComparison.Ordinal);
        return path;
    }
}
