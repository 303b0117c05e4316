using System.Text;
using Fleet.Domain;
using Fleet.Jitsi.Scram.Stringprep;

namespace Fleet.Jitsi.Scram;

/// <summary>
/// RFC 4013 for stored strings: identity on printable ASCII, otherwise mapping, NFKC of Unicode 3.2 and prohibitions. The framework's
/// own normalisation needs ICU and a later Unicode, and would derive other keys than the server does.
/// </summary>
public static class SaslPrep
{
    // Prosody refuses to prepare more.
    private const int LongestUtf8 = 1023;

    public static Result<PreparedPassword> Prepare(string password)
    {
        if (password.Length == 0) return Refuse("password-empty", "The password is empty.");
        if (password.Length > LongestUtf8) return TooLong;
        if (password.All(c => c is >= ' ' and <= '~')) return new PreparedPassword(password);
        return CodePoints.Of(password) is { } runes ? Prepare(runes) : Refuse("password-malformed", "The password is not valid Unicode.");
    }

    private static Result<PreparedPassword> Prepare(List<int> given)
    {
        var tables = StringprepTables.Unicode32;
        // spaces first: the zero width space is in both tables, and servers make a space of it
        var mapped = given.Where(c => tables.MapsToSpace(c) || !tables.MapsToNothing(c)).Select(c => tables.MapsToSpace(c) ? ' ' : c);
        var prepared = Nfkc.Normalize(mapped, tables);
        if (prepared.Count == 0) return Refuse("password-empty", "Nothing is left of the password once invisible characters are dropped.");
        if (prepared.Exists(tables.IsProhibited))
            return Refuse("password-prohibited", "The password has a character that no password may have (a control character, say).");
        if (given.Exists(tables.IsUnassigned) || prepared.Exists(tables.IsUnassigned))
            return Refuse("password-unassigned", "The password has a character newer than Unicode 3.2, such as an emoji.");
        if (Bidirectional.Violates(prepared, tables))
            return Refuse("password-bidirectional", "The password mixes right-to-left and left-to-right as RFC 3454 forbids.");
        var text = CodePoints.Text(prepared);
        return Encoding.UTF8.GetByteCount(text) > LongestUtf8 ? TooLong : new PreparedPassword(text);
    }

    private static PasswordUnusable TooLong => Refuse("password-too-long", $"The password is longer than {LongestUtf8} bytes in UTF-8.");

    private static PasswordUnusable Refuse(string code, string text) => new(code, text);
}
