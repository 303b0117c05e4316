namespace Fleet.Jitsi.Scram.Stringprep;

/// <summary>Hangul syllables are (de)composed by arithmetic: Unicode Standard, section 3.12.</summary>
internal static class Hangul
{
    private const int S = 0xAC00, L = 0x1100, V = 0x1161, T = 0x11A7;
    private const int Ls = 19, Vs = 21, Ts = 28, Syllables = Ls * Vs * Ts;

    public static int[]? Decompose(int code)
    {
        var index = code - S;
        if (index is < 0 or >= Syllables) return null;
        int[] pair = [L + (index / (Vs * Ts)), V + (index % (Vs * Ts) / Ts)];
        return index % Ts == 0 ? pair : [.. pair, T + (index % Ts)];
    }

    public static int? Compose(int first, int second) =>
        first - L is >= 0 and < Ls && second - V is >= 0 and < Vs ? S + ((((first - L) * Vs) + second - V) * Ts)
        : first - S is >= 0 and < Syllables && (first - S) % Ts == 0 && second - T is > 0 and < Ts ? first + second - T
        : null;
}
