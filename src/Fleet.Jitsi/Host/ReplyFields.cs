namespace Fleet.Jitsi.Host;

/// <summary>The words of one line, each read once and in order; a word that is not what it must be is a fault that names its place, not its value.</summary>
internal sealed class ReplyFields(string[] words)
{
    public const long MaxUnixSeconds = 253_402_300_799;

    private int at;

    public string? Fault { get; private set; }

    public bool Complete => at == words.Length;

    public string Text() => OptionalText() ?? Failed("");

    public string? OptionalText() => Next() switch
    {
        null => Failed<string?>(null),
        WireToken.Absent => null,
        var word => WireToken.Decode(word) ?? Failed<string?>(null),
    };

    public long Number() => OptionalNumber() ?? Failed(0L);

    public long? OptionalNumber() => OptionalText() switch
    {
        null => null,
        var text when Decimal(text) => long.Parse(text),
        _ => Failed<long?>(null),
    };

    public int Count() => OptionalCount() ?? Failed(0);

    public int? OptionalCount() => OptionalNumber() switch
    {
        null => null,
        <= int.MaxValue and var number => (int)number,
        _ => Failed<int?>(null),
    };

    /// <summary>A SHA-1 or SHA-256 key of an account.</summary>
    public string Key() => Text() is var text && Hex(text, 40, 64) ? text : Failed("");

    public string Hash() => OptionalHash() ?? Failed("");

    public string? OptionalHash() => OptionalText() switch
    {
        null => null,
        var text when Hex(text, 64) => text,
        _ => Failed<string?>(null),
    };

    public DateTimeOffset Time() => Number() is var seconds && seconds <= MaxUnixSeconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : Failed(default(DateTimeOffset));

    /// <summary>Seconds and six digits of a second.</summary>
    public DateTimeOffset ExactTime() => Text().Split('.') is [var seconds, { Length: 6 } micros] && Decimal(seconds) && micros.All(char.IsAsciiDigit)
        && long.Parse(seconds) is var whole and <= MaxUnixSeconds
            ? DateTimeOffset.FromUnixTimeSeconds(whole).AddMicroseconds(int.Parse(micros))
            : Failed(default(DateTimeOffset));

    public T OneOf<T>() where T : struct, Enum => OptionalOneOf<T>() ?? Failed(default(T));

    public T? OptionalOneOf<T>() where T : struct, Enum => OptionalText() switch
    {
        null => null,
        var text => EnumWords.Parse<T>(text) ?? Failed<T?>(null),
    };

    public bool? OptionalFlag(string yes, string no) => OptionalText() switch
    {
        null => null,
        var text when text == yes => true,
        var text when text == no => false,
        _ => Failed<bool?>(null),
    };

    private string? Next() => at < words.Length ? words[at++] : null;

    private T Failed<T>(T nothing)
    {
        Fault ??= $"field {at}";
        return nothing;
    }

    private static bool Decimal(string text) =>
        text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0');

    private static bool Hex(string text, params ReadOnlySpan<int> lengths) =>
        lengths.Contains(text.Length) && text.All(char.IsAsciiHexDigitLower);
}
