using System.Text;

namespace Fleet.Jitsi.Host;

/// <summary>Enum members as the wire spells them: NotRun is not-run.</summary>
internal static class EnumWords
{
    public static T? Parse<T>(string word) where T : struct, Enum =>
        Words<T>.All.TryGetValue(word, out var value) ? value : null;

    private static string Kebab(string name)
    {
        var word = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && word.Length > 0) word.Append('-');
            word.Append(char.ToLowerInvariant(c));
        }
        return word.ToString();
    }

    private static class Words<T> where T : struct, Enum
    {
        public static readonly Dictionary<string, T> All = Enum.GetValues<T>().ToDictionary(v => Kebab(v.ToString()), StringComparer.Ordinal);
    }
}
