using System.Collections.Immutable;

namespace Fleet.Domain.Selectors;

public enum SelectorOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
}

/// <summary>One condition on one label, or on the server's name. A server without the label satisfies `!=` and `notin`.</summary>
public sealed record SelectorTerm(string Key, SelectorOperator Operator, ImmutableArray<string> Values)
{
    public const string NameKey = "name";

    public bool Matches(string? value) => Operator switch
    {
        SelectorOperator.In => value is not null && Values.Contains(value),
        SelectorOperator.NotIn => value is null || !Values.Contains(value),
        SelectorOperator.Exists => value is not null,
        _ => value is null,
    };

    public override string ToString() => (Operator, Values.Length) switch
    {
        (SelectorOperator.In, 1) => $"{Key}={Values[0]}",
        (SelectorOperator.NotIn, 1) => $"{Key}!={Values[0]}",
        (SelectorOperator.In, _) => $"{Key} in ({string.Join(',', Values)})",
        (SelectorOperator.NotIn, _) => $"{Key} notin ({string.Join(',', Values)})",
        (SelectorOperator.Exists, _) => Key,
        _ => $"!{Key}",
    };
}
