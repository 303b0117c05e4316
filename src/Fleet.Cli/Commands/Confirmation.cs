using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Commands;

/// <summary>
/// Before a command reaches servers: show which, and ask. Where nobody can answer, one server goes ahead, and more need --yes or the right --expect.
/// </summary>
internal static class Confirmation
{
    /// <summary>The names shown, which the control plane then holds the command to; null when nobody had to be asked.</summary>
    public static async Task<IReadOnlyList<string>?> OfSelector(Call call, string selector, string what)
    {
        if (IsGiven(call)) return null;
        var servers = await call.Client.Servers.List(selector, retired: false, call.Ct);
        await Require(call, what, servers.Select(s => s.Name).ToArray(), ServerTable.Rows(servers, call.Now));
        return servers.Select(s => s.Name).ToArray();
    }

    /// <summary>
    /// For what has no selector of its own: the plan says which servers are concerned. Their number, which the control plane then holds the command
    /// to; null when nobody counted.
    /// </summary>
    public static async Task<int?> OfPlan(Call call, PlanRequest request, string what)
    {
        var expect = call.Get(CommandOptions.Expect);
        if (expect is null && call.Get(CommandOptions.Yes)) return null;
        var plan = await call.Client.Plan(request, call.Ct);
        var names = plan.Servers.Where(s => s.Outcome == CommandOutcome.Accepted).Select(s => s.Name).ToArray();
        if (expect is { } count && count != names.Length) throw Mismatch(what, count, names);
        if (!IsGiven(call)) await Require(call, what, names, PlanText.Summary(plan));
        return names.Length;
    }

    /// <summary>One server by its name: asked on a terminal; a script that names it has said what it means.</summary>
    public static async Task OfServer(Call call, string what)
    {
        if (!call.Get(CommandOptions.Yes) && call.Terminal.Interactive) await Ask(call, $"{what}. Go ahead?");
    }

    public static async Task Ask(Call call, string question)
    {
        if ((await call.Terminal.Ask($"{Printable.Of(question)} [y/N] ", call.Ct))?.Trim() is not ("y" or "Y" or "yes"))
            throw Refusals.Refused("not-confirmed", "Not confirmed; nothing was changed");
    }

    private static bool IsGiven(Call call) =>
        call.Get(CommandOptions.Yes) || (call.Get(CommandOptions.Expect) is not null && !call.Terminal.Interactive);

    private static async Task Require(Call call, string what, string[] names, IEnumerable<string> shown)
    {
        if (!call.Terminal.Interactive)
        {
            if (names.Length > 1) throw Unanswered(what, names);
            return;
        }

        foreach (var line in shown) call.Note(line);
        await Ask(call, $"{what}: {Count(names)}. Go ahead?");
    }

    private static ProblemException Unanswered(string what, string[] names) => Refusals.Refused(
        "confirmation-needed",
        $"{what}: reaches {Count(names)}, and nobody is here to confirm",
        "A script says how many servers it means; --yes takes whatever matches, up to 5 servers.",
        $"--expect {names.Length}",
        List(names));

    private static ProblemException Mismatch(string what, int expected, string[] names) => Refusals.Refused(
        "selector-matches-other-number",
        $"{what}: meant for {expected}, reaches {Count(names)}; nothing was changed",
        "The selector matches other servers than you counted on.",
        $"--expect {names.Length}",
        List(names));

    private static string Count(string[] names) => names.Length == 1 ? "1 server" : $"{names.Length} servers";

    private static string List(string[] names) =>
        names.Length <= 20 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(20))} and {names.Length - 20} more";
}
