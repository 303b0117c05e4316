using System.Globalization;
using System.Text;

namespace Fleet.Jitsi.Host;

/// <summary>
/// How Prosody names an account's file, without <c>.dat</c>: every byte of the UTF-8 name outside [A-Za-z0-9] is % and two
/// lower-case hex digits (seen on Prosody 0.11, 0.12 and 13).
/// </summary>
public static class AccountFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Encode(string user) => string.Concat(Encoding.UTF8.GetBytes(user).Select(Escaped));

    /// <summary>Null when Prosody did not name this file so: a stray file, or bytes that are not UTF-8.</summary>
    public static string? Decode(string file)
    {
        var bytes = new List<byte>(file.Length);
        for (var i = 0; i < file.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit(file[i])) bytes.Add((byte)file[i]);
            else if (Escape(file, i) is { } value) { bytes.Add(value); i += 2; }
            else return null;
        }
        return bytes.Count == 0 ? null : Utf8([.. bytes]);
    }

    private static string Escaped(byte b) => char.IsAsciiLetterOrDigit((char)b) ? ((char)b).ToString() : $"%{b:x2}";

    private static byte? Escape(string file, int at) =>
        file[at] == '%' && at + 2 < file.Length && Lower(file[at + 1]) && Lower(file[at + 2])
            ? byte.Parse(file.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier)
            : null;

    private static bool Lower(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f');

    private static string? Utf8(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
