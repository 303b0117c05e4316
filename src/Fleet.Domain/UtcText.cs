using System.Globalization;

namespace Fleet.Domain;

public static class UtcText
{
    /// <summary>As people and tools both read it: `2030-01-31T22:00:00Z`.</summary>
    public static string Utc(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
