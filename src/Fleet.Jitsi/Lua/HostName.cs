using System.Text;
using Fleet.Jitsi.Scram.Stringprep;

namespace Fleet.Jitsi.Lua;

/// <summary>Host names as Prosody compares them.</summary>
internal static class HostName
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null when Prosody would refuse the name or may fold it in a way that is not followed here.</summary>
    /// <param name="bytes">One character per byte.</param>
    public static string? Prepare(string bytes)
    {
        if (bytes.All(char.IsAscii)) return bytes.ToLowerInvariant();
        try
        {
            return Fold(Strict.GetString(Encoding.Latin1.GetBytes(bytes)));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Fold(string name)
    {
        var tables = StringprepTables.Unicode32;
        var runes = name.EnumerateRunes().Select(r => r.Value).Where(c => !tables.MapsToNothing(c));
        // twice: normalising makes new upper-case letters
        var folded = Nfkc.Normalize(Lower(Nfkc.Normalize(Lower(runes), tables)), tables);
        return folded.Exists(c => tables.IsProhibited(c) || tables.IsUnassigned(c))
            ? null
            : string.Concat(folded.Select(char.ConvertFromUtf32));
    }

    private static IEnumerable<int> Lower(IEnumerable<int> runes) =>
        runes.SelectMany<int, int>(c => c == 0xDF ? ['s', 's'] : [Rune.ToLowerInvariant(new Rune(c)).Value]);
}
