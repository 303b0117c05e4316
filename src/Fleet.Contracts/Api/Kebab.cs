using System.Text.Json;

namespace Fleet.Contracts.Api;

/// <summary>How the API spells an enum's member: <c>LockedOldSessions</c> is <c>locked-old-sessions</c>.</summary>
public static class Kebab
{
    public static string Text(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>Only the exact spelling is taken: no numbers, no other letter case.</summary>
    public static bool TryParse<T>(string text, out T value) where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Text(candidate) != text) continue;
            value = candidate;
            return true;
        }

        value = default;
        return false;
    }
}
