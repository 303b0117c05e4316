using System.Globalization;

namespace Fleet.Jitsi.Scram.Stringprep;

/// <summary>RFC 3454's tables and Unicode 3.2's decompositions, read once from the resource beside this file.</summary>
internal sealed class StringprepTables
{
    private static readonly Lazy<StringprepTables> Loaded = new(Load);

    private readonly Dictionary<string, List<(int From, int To, int Value)>> _ranges = [];
    private readonly Dictionary<int, int[]> _decompositions = [];
    private readonly Dictionary<int, int[]> _folds = [];
    private readonly Dictionary<(int First, int Second), int> _compositions = [];

    private StringprepTables() { }

    public static StringprepTables Unicode32 => Loaded.Value;

    public bool MapsToNothing(int code) => Find("nothing", code) is not null;

    public bool MapsToSpace(int code) => Find("space", code) is not null;

    public bool IsProhibited(int code) => Find("prohibited", code) is not null;

    public bool IsUnassigned(int code) => Find("unassigned", code) is not null;

    public bool IsRightToLeft(int code) => Find("rightleft", code) is not null;

    public bool IsLeftToRight(int code) => Find("leftright", code) is not null;

    public int CombiningClass(int code) => Find("class", code) ?? 0;

    public int[] Decompose(int code) => _decompositions.TryGetValue(code, out var parts) ? parts : [code];

    /// <summary>To lower case, and to what else is the same name.</summary>
    public int[] Fold(int code) => _folds.TryGetValue(code, out var folded) ? folded : [code];

    public int? Compose(int first, int second) => _compositions.TryGetValue((first, second), out var whole) ? whole : null;

    private int? Find(string table, int code)
    {
        var ranges = _ranges[table];
        var (low, high) = (0, ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (from, to, value) = ranges[middle];
            if (code < from) high = middle - 1;
            else if (code > to) low = middle + 1;
            else return value;
        }
        return null;
    }

    private static StringprepTables Load()
    {
        var tables = new StringprepTables();
        using var stream = typeof(StringprepTables).Assembly.GetManifestResourceStream("stringprep.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line[0] != '#') tables.Add(line.Split(' '));
        return tables;
    }

    private void Add(string[] row)
    {
        switch (row[0])
        {
            case "decompose": _decompositions.Add(Hex(row[1]), [.. row[2..].Select(Hex)]); break;
            case "fold": _folds.Add(Hex(row[1]), [.. row[2..].Select(Hex)]); break;
            case "compose": _compositions.Add((Hex(row[1]), Hex(row[2])), Hex(row[3])); break;
            case var table:
                if (!_ranges.TryGetValue(table, out var ranges)) _ranges.Add(table, ranges = []);
                ranges.Add((Hex(row[1]), Hex(row[2]), row.Length > 3 ? int.Parse(row[3], CultureInfo.InvariantCulture) : 1));
                break;
        }
    }

    private static int Hex(string code) => int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
