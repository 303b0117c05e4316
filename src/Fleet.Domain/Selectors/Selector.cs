using System.Collections.Immutable;

namespace Fleet.Domain.Selectors;

/// <summary>Which servers are meant: all of the terms must hold. The word `all` has no terms; an empty text is refused.</summary>
public sealed class Selector
{
    private Selector(ImmutableArray<SelectorTerm> terms) => Terms = terms;

    public static Selector All { get; } = new([]);

    public ImmutableArray<SelectorTerm> Terms { get; }

    public static Selector Of(params ImmutableArray<SelectorTerm> terms) => terms.IsEmpty ? All : new(terms);

    public static Result<Selector> Parse(string? text) => SelectorParser.Parse(text);

    public bool Matches(string name, IReadOnlyDictionary<string, string> labels) =>
        Terms.All(t => t.Matches(t.Key == SelectorTerm.NameKey ? name : labels.GetValueOrDefault(t.Key)));

    /// <summary>The text that parses to the same selector.</summary>
    public override string ToString() => Terms.IsEmpty ? "all" : string.Join(',', Terms);
}
