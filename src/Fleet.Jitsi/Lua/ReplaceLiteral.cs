using Fleet.Jitsi.Lua.Syntax;

namespace Fleet.Jitsi.Lua;

/// <summary>Replaces one string literal, quotes and all, and nothing else: comments, markers and line ends stay.</summary>
public sealed record ReplaceLiteral(Place Place, string OldLiteral, string NewLiteral)
{
    /// <summary>Null when the value is not one plain literal of the host's own section: changing it would change more, or guess.</summary>
    /// <param name="value">Without quotes, backslashes and brackets: a provider's name.</param>
    public static ReplaceLiteral? Of(OptionReading reading, string value)
    {
        if (reading is not OptionReading.Set { Inherited: false, Value: ConfigValue.Text old }) return null;
        var (open, close) = Quotes(old.Literal);
        // an escape in the literal: what stands there is not what it means
        return $"{open}{old.Value}{close}" == old.Literal ? new(old.Place, old.Literal, $"{open}{value}{close}") : null;
    }

    /// <summary>Null when the literal is not there any more.</summary>
    public string? ApplyTo(string text) =>
        Place.Offset <= text.Length && text.AsSpan(Place.Offset).StartsWith(OldLiteral, StringComparison.Ordinal)
            ? string.Concat(text.AsSpan(0, Place.Offset), NewLiteral, text.AsSpan(Place.Offset + OldLiteral.Length))
            : null;

    private static (string Open, string Close) Quotes(string literal) => LongBracket.Level(literal, 0) is { } level
        ? (LongBracket.Open(level), LongBracket.Close(level))
        : (literal[..1], literal[^1..]);
}
