namespace Fleet.Domain.Reconciling;

/// <summary>
/// A drift of Fleet's own making: a mark on a canary that nothing of Jitsi's reads. It is told beside the drift, not among it: it is no difference
/// that anybody should be called for.
/// </summary>
/// <param name="Found">The mark that the run came upon, before it changed anything; null = none.</param>
/// <param name="Planted">The mark that the run left there, as it was asked to; null = none.</param>
/// <param name="Blocked">Why a mark that was asked for was not planted.</param>
public sealed record Planting(string? Found = null, string? Planted = null, PlantBlock? Blocked = null);

public enum PlantBlock
{
    /// <summary>The server is only observed, or brought to a standstill.</summary>
    NotEnforced,
    Held,

    /// <summary>The host's program does not know how.</summary>
    HostProgram,

    /// <summary>The host did not do it.</summary>
    Refused,
}

/// <summary>What is asked of a worker: to plant this mark.</summary>
public static class PlantAsk
{
    private const string Prefix = "plant:";
    private const int ShortestMark = 16;
    private const int LongestMark = 64;

    public static string Of(string mark) => Prefix + mark;

    /// <returns>The mark that was asked for last; null = none.</returns>
    public static string? Mark(IEnumerable<string> asks) =>
        asks.Where(a => a.StartsWith(Prefix, StringComparison.Ordinal)).Select(a => a[Prefix.Length..]).LastOrDefault(IsMark);

    public static bool IsMark(string text) => text.Length is >= ShortestMark and <= LongestMark && text.All(char.IsAsciiLetterOrDigit);
}
