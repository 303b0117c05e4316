using System.Collections.Immutable;
using Fleet.Domain.Selectors;

namespace Fleet.Domain.Servers;

public static class ServerLabels
{
    public const int Max = 32;

    public static ImmutableSortedDictionary<string, string> None { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The labels, sorted, or why they are none. `name` and `all` have their own meaning in selectors.</summary>
    public static Result<ImmutableSortedDictionary<string, string>> Check(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var checkedLabels = None.SetItems(labels);
        return checkedLabels.Count > Max
            ? new LabelsTooMany(checkedLabels.Count, Max)
            : checkedLabels.Select(Refuse).FirstOrDefault(r => r is not null) is { } refusal ? refusal : checkedLabels;
    }

    private static Refusal? Refuse(KeyValuePair<string, string> label) => label.Key switch
    {
        SelectorTerm.NameKey or "all" => new LabelReserved(label.Key),
        _ when !LabelSyntax.IsKey(label.Key) => new LabelKeyInvalid(Printable.Clip(label.Key, 80)),
        _ when !LabelSyntax.IsValue(label.Value) => new LabelValueInvalid(label.Key, Printable.Clip(label.Value, 80)),
        _ => null,
    };
}
