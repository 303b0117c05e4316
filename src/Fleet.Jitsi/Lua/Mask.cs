namespace Fleet.Jitsi.Lua;

/// <summary>A host hides the inside of strings that are nobody's business: every byte is the filler, line ends stay.</summary>
internal static class Mask
{
    private const char Filler = '*';

    public static bool Hides(string value) => value.Contains(Filler) && value.All(c => c is Filler or '\n' or '\r');
}
