namespace Fleet.Domain.Selectors;

public sealed record SelectorEmpty() : InvalidRefusal(
    "selector-empty",
    "The selector is empty, so it is not clear which servers are meant. Say which, e.g. `env=prod,region in (eu,us)`, or `all` for "
    + "every server.");

public sealed record SelectorTooLong(int Length, int Max) : InvalidRefusal(
    "selector-too-long",
    $"The selector has {Length} characters; at most {Max} are read. Give the servers a common label and select by it.");

public sealed record SelectorUnreadable(int Position, string Expected, string Found) : InvalidRefusal(
    "selector-unreadable",
    $"The selector cannot be read at position {Position}: expected {Expected}, found {Found}. Example: "
    + "`env=prod,region in (eu,us),!canary`.");

public sealed record SelectorMatchesNothing(string Selector) : UnknownRefusal(
    "selector-matches-nothing",
    $"No server matches `{Selector}`, so nothing was done. `fleet servers list` shows names and labels; one server is `name=NAME`.");

public sealed record SelectorMatchesOtherNumber(string Selector, int Expected, int Actual) : ConflictRefusal(
    "selector-matches-other-number",
    $"`{Selector}` matches {Actual} servers, you expected {Expected}, so nothing was done. See `fleet servers list '{Selector}'`, "
    + $"then say it with `--expect {Actual}`.");
