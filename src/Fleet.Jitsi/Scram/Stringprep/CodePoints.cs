using System.Text;

namespace Fleet.Jitsi.Scram.Stringprep;

internal static class CodePoints
{
    /// <returns>null when the text is not valid Unicode.</returns>
    public static List<int>? Of(string text)
    {
        var runes = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i += char.IsSurrogate(text[i]) ? 2 : 1)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) return null;
            runes.Add(rune.Value);
        }
        return runes;
    }

    public static string Text(IEnumerable<int> runes) => string.Concat(runes.Select(char.ConvertFromUtf32));
}
