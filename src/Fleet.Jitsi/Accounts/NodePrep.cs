using System.Text;
using Fleet.Jitsi.Scram.Stringprep;

namespace Fleet.Jitsi.Accounts;

/// <summary>RFC 3920's Nodeprep: what Prosody makes of a user's name before it looks for the user's file.</summary>
public static class NodePrep
{
    private const string NeverInNames = " \"&'/:<>@";

    // Prosody refuses to prepare more.
    private const int LongestUtf8 = 1023;

    /// <summary>Whether a login may ask for this very name: any other spelling of it ends at a file of another name.</summary>
    public static bool IsFinal(string name) => Prepare(name) == name;

    /// <returns>null when no user can have such a name.</returns>
    public static string? Prepare(string name)
    {
        if (name.Length is 0 or > LongestUtf8) return null;
        if (name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-')) return name;
        return CodePoints.Of(name) is { } given ? Prepare(given) : null;
    }

    private static string? Prepare(List<int> given)
    {
        var tables = StringprepTables.Unicode32;
        var prepared = Nfkc.Normalize(given.Where(c => !tables.MapsToNothing(c)).SelectMany(tables.Fold), tables);
        if (prepared.Count == 0 || prepared.Exists(c => IsForbidden(c, tables)) || Bidirectional.Violates(prepared, tables)) return null;
        var text = CodePoints.Text(prepared);
        return Encoding.UTF8.GetByteCount(text) > LongestUtf8 ? null : text;
    }

    private static bool IsForbidden(int code, StringprepTables tables) =>
        tables.IsProhibited(code) || tables.MapsToSpace(code) || (code < 128 && NeverInNames.Contains((char)code));
}
