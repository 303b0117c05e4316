using System.Collections.Immutable;
using Fleet.ControlPlane.Commands;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Selectors;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Servers;

/// <summary>The servers that a command is about, as the operator was shown them.</summary>
public sealed record ServerSelection(string Selector, int? Expect, IReadOnlyList<string>? Servers);

public static class ServerDesk
{
    /// <summary>A command on one server, by name and, when the operator says so, at one generation.</summary>
    public static Task<IResult> Server(
        this CommandDesk desk, HttpContext http, string command, string name, object? body, Func<DesiredServer, FleetChange, Task<Refusal?>> decide) =>
        desk.Handle(http, command, name, body, async change =>
        {
            if (await change.Transaction.Session.FindServer(name, change.Stop) is not { } server)
                return new ServerUnknown(name);
            return change.Context.IfMatch is { } expected && expected != server.Generation
                ? new ServerStale(name, expected, server.Generation)
                : await decide(server, change);
        });

    /// <summary>A command on every server that a selector matches now: one transaction, one id; those that refuse are listed, the others go ahead.</summary>
    public static Task<IResult> Servers(
        this CommandDesk desk, HttpContext http, string command, ServerSelection selection, object body, Action<DesiredServer, FleetChange> decide) =>
        desk.Handle(http, command, selection.Selector, body, change => Each(change, selection, decide));

    public static async Task<Refusal?> Each(FleetChange change, ServerSelection selection, Action<DesiredServer, FleetChange> decide)
    {
        if (!(await Select(change, selection)).TryGet(out var servers, out var refusal))
            return refusal;
        foreach (var server in servers)
            decide(server, change);
        return null;
    }

    /// <summary>The servers that are meant, when they are those that the operator was shown.</summary>
    public static async Task<Result<ImmutableArray<DesiredServer>>> Select(FleetChange change, ServerSelection selection)
    {
        if (change.Context.IfMatch is not null)
            return new HeaderInvalid("If-Match", "is for one server; `expect` and `servers` say what a selector must match");
        selection = selection with { Expect = selection.Expect ?? change.Context.Expect };
        var selected = await change.Transaction.Session.SelectServers(selection.Selector, change.Stop);
        if (!selected.TryGet(out var servers, out var refusal) || (refusal = Unexpected(selection, [.. servers.Select(s => s.Name)])) is not null)
            return refusal;
        change.Matched = servers.Length;
        change.IsMeant |= selection is not { Expect: null, Servers: null };
        return servers;
    }

    private static Refusal? Unexpected(ServerSelection selection, string[] matched) => selection switch
    {
        _ when matched.Length == 0 => new SelectorMatchesNothing(selection.Selector),
        { Expect: { } expected } when expected != matched.Length => new SelectorMatchesOtherNumber(selection.Selector, expected, matched.Length),
        { Servers: { } shown } when !matched.ToHashSet().SetEquals(shown) => new SelectorMatchesOthers(selection.Selector, [.. matched.Except(shown)], [.. shown.Except(matched)]),
        _ => null,
    };
}

public sealed record SelectorMatchesOthers(string Selector, IReadOnlyList<string> Added, IReadOnlyList<string> Gone) : ConflictRefusal(
    "selector-expectation",
    $"`{Selector}` no longer matches the servers that you were shown, so nothing was done.{List(" New: ", Added)}{List(" Gone: ", Gone)} Look again with `fleet servers list '{Selector}'`, then say it again.")
{
    private static string List(string title, IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : $"{title}{string.Join(", ", names.Take(10))}{(names.Count > 10 ? " ..." : "")}.";
}
