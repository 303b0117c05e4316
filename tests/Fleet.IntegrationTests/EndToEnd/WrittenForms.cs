using System.Text;

namespace Fleet.IntegrationTests.EndToEnd;

/// <summary>The forms in which a secret could be written down by mistake.</summary>
internal static class WrittenForms
{
    public static IEnumerable<string> OfText(string text) => [text, .. OfBytes(Encoding.UTF8.GetBytes(text))];

    public static IEnumerable<string> OfHex(string hex) => [.. OfText(hex), .. OfBytes(Convert.FromHexString(hex))];

    private static IEnumerable<string> OfBytes(byte[] bytes)
    {
        var base64 = Enumerable.Range(0, 3).Select(shift => Base64(bytes, shift)).ToArray();
        return [Convert.ToHexStringLower(bytes), .. base64, .. base64.Select(b => b.Replace('+', '-').Replace('/', '_'))];
    }

    // What stays the same whatever stands before and after the secret, when both are encoded together.
    private static string Base64(byte[] bytes, int shift)
    {
        var before = (shift * 8 + 5) / 6;
        return Convert.ToBase64String([.. new byte[shift], .. bytes])[before..((shift + bytes.Length) * 8 / 6)];
    }
}
