namespace Fleet.Jitsi.Scram.Stringprep;

/// <summary>Compatibility decomposition, canonical order, canonical composition: Unicode Annex 15, on the tables of Unicode 3.2.</summary>
internal static class Nfkc
{
    public static List<int> Normalize(IEnumerable<int> text, StringprepTables tables)
    {
        var decomposed = text.SelectMany(c => Hangul.Decompose(c) ?? tables.Decompose(c)).ToList();
        Order(decomposed, tables);
        return Compose(decomposed, tables);
    }

    private static void Order(List<int> text, StringprepTables tables)
    {
        for (var i = 1; i < text.Count; i++)
        {
            var (moved, rank) = (text[i], tables.CombiningClass(text[i]));
            if (rank == 0) continue;
            var j = i;
            for (; j > 0 && tables.CombiningClass(text[j - 1]) > rank; j--) text[j] = text[j - 1];
            text[j] = moved;
        }
    }

    private static List<int> Compose(List<int> text, StringprepTables tables)
    {
        var composed = new List<int>(text.Count);
        var starter = -1;
        foreach (var code in text)
        {
            var rank = tables.CombiningClass(code);
            if (starter >= 0 && !IsBlocked(composed, starter, rank, tables) && Pair(composed[starter], code, tables) is { } whole)
            {
                composed[starter] = whole;
                continue;
            }
            if (rank == 0) starter = composed.Count;
            composed.Add(code);
        }
        return composed;
    }

    // by a mark of the same or a higher class between it and its starter
    private static bool IsBlocked(List<int> composed, int starter, int rank, StringprepTables tables) =>
        composed.Count - 1 != starter && tables.CombiningClass(composed[^1]) is var last && (last == 0 || last >= rank);

    private static int? Pair(int first, int second, StringprepTables tables) =>
        Hangul.Compose(first, second) ?? tables.Compose(first, second);
}
