using System.Collections.Immutable;

namespace Fleet.Domain.Selectors;

internal ref struct SelectorParser
{
    private const int MaxLength = 1024;
    private readonly string text;
    private int position;

    private SelectorParser(string text) => this.text = text;

    public static Result<Selector> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new SelectorEmpty();
        }

        if (text.Length > MaxLength)
        {
            return new SelectorTooLong(text.Length, MaxLength);
        }

        return text.Trim() == "all" ? Selector.All : new SelectorParser(text).Terms();
    }

    private Result<Selector> Terms()
    {
        var terms = ImmutableArray.CreateBuilder<SelectorTerm>();
        do
        {
            if (!Term().TryGet(out var term, out var refusal))
            {
                return refusal;
            }

            terms.Add(term);
        }
        while (Take(','));

        return position < text.Length ? Unexpected("a comma or the end") : Selector.Of(terms.ToImmutable());
    }

    private Result<SelectorTerm> Term()
    {
        var negated = Take('!');
        var start = position;
        var key = Word();
        if (!LabelSyntax.IsKey(key))
        {
            position = start;
            return Unexpected("a label name");
        }

        if (negated)
        {
            return key == SelectorTerm.NameKey
                ? Unexpected("a label name other than `name`")
                : new SelectorTerm(key, SelectorOperator.DoesNotExist, []);
        }

        if (Take('!'))
        {
            return Take('=') ? Single(key, SelectorOperator.NotIn) : Unexpected("`=` after `!`");
        }

        if (Take('='))
        {
            _ = Take('=');
            return Single(key, SelectorOperator.In);
        }

        return Set(key);
    }

    private Result<SelectorTerm> Single(string key, SelectorOperator @operator) =>
        Value().TryGet(out var value, out var refusal) ? new SelectorTerm(key, @operator, [value]) : refusal;

    private Result<SelectorTerm> Set(string key)
    {
        var start = position;
        switch (Word())
        {
            case "in":
                return Values(key, SelectorOperator.In);
            case "notin":
                return Values(key, SelectorOperator.NotIn);
            case "" when key != SelectorTerm.NameKey:
                return new SelectorTerm(key, SelectorOperator.Exists, []);
            default:
                position = start;
                return Unexpected("one of `=`, `!=`, `in (...)`, `notin (...)`");
        }
    }

    private Result<SelectorTerm> Values(string key, SelectorOperator @operator)
    {
        if (!Take('('))
        {
            return Unexpected("`(`");
        }

        var values = ImmutableArray.CreateBuilder<string>();
        do
        {
            if (!Value().TryGet(out var value, out var refusal))
            {
                return refusal;
            }

            values.Add(value);
        }
        while (Take(','));

        return Take(')') ? new SelectorTerm(key, @operator, values.ToImmutable()) : Unexpected("a comma or `)`");
    }

    private Result<string> Value()
    {
        SkipSpaces();
        var start = position;
        var value = Word();
        if (LabelSyntax.IsValue(value))
        {
            return value;
        }

        position = start;
        return Unexpected("a label value");
    }

    private string Word()
    {
        SkipSpaces();
        var start = position;
        while (position < text.Length && LabelSyntax.IsWordCharacter(text[position]))
        {
            position++;
        }

        return text[start..position];
    }

    private bool Take(char expected)
    {
        SkipSpaces();
        if (position >= text.Length || text[position] != expected)
        {
            return false;
        }

        position++;
        return true;
    }

    private void SkipSpaces()
    {
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }
    }

    private readonly SelectorUnreadable Unexpected(string expected) => new(
        position + 1, expected, position < text.Length ? $"`{Printable.Clip(text[position..], 20)}`" : "the end");
}
