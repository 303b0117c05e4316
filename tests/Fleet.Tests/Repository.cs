namespace Fleet.Tests;

/// <summary>The sources that these tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static IEnumerable<string> Files(string under, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, under), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f))
            .Where(f => !f.Split('/').Any(part => part is "bin" or "obj" or "Internal"));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "Fleet.sln")) ? directory
            : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("no Fleet.sln above the tests"));
}
