using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

/// <summary>What a command would do, in the conditional throughout: nothing of it has happened.</summary>
internal static class PlanText
{
    public static void Write(Screen screen, PlanResult plan)
    {
        foreach (var line in Accounts(plan)) screen.Line(line);
        foreach (var server in plan.Servers) Write(screen, server);
        if (plan.Staged is { } staged) screen.Line(staged.Text);
        screen.Line(Total(plan));
    }

    /// <summary>Short lines for a question.</summary>
    public static IEnumerable<string> Summary(PlanResult plan) => Accounts(plan)
        .Concat(plan.Servers.Where(s => s.Outcome == CommandOutcome.Accepted).Select(s => $"  {s.Name}: {Changes(s)}"))
        .Concat(plan.Staged is { } staged ? [staged.Text] : [])
        .Append(Total(plan));

    private static IEnumerable<string> Accounts(PlanResult plan) =>
        plan.Gained.Select(c => $"{c.User} would gain {c.Server}").Concat(plan.Lost.Select(c => $"{c.User} would lose {c.Server}"));

    private static void Write(Screen screen, ServerPlan server)
    {
        var age = server.ObservedAt is null ? "never observed" : $"observed {Age.Of(server.ObservedAt, screen.Now)}";
        screen.Line($"{server.Name}  ({age}, {server.Enforcement})", Tone.Faint);
        if (server.Refusal is { } refusal) screen.Line($"  would refuse: {refusal.Text}  [{refusal.Code}]", Tone.Bad);
        else if (server.Unsupported is { } why) screen.Line($"  can't be planned: {why}", Tone.Doubt);
        else if (server.ObservedAt is null) screen.Line($"  nothing is known of it yet: fleet check name={server.Name}", Tone.Doubt);
        else if (server.Changes.Count == 0) screen.Line("  no change", Tone.Faint);
        foreach (var change in server.Changes) Write(screen, change);
        foreach (var line in Cost(server)) screen.Line($"  {line}", Tone.Doubt);
    }

    private static void Write(Screen screen, PlannedChange change)
    {
        foreach (var (sign, text) in Lines(change)) screen.Line($"  {sign} {text}", sign switch { '-' => Tone.Bad, '+' => Tone.Good, _ => Tone.Plain });
    }

    public static (char Sign, string Text)[] Lines(PlannedChange change) => change switch
    {
        { Kind: "set-provider" } => [('-', $"authentication = \"{change.From}\""), ('+', $"authentication = \"{change.To}\"")],
        { Kind: "activate" } => [('~', $"in force: {change.From ?? "unknown"} -> {change.To} ({change.Subject})")],
        { Kind: "add-guest-host" } => [('+', $"virtual host for guests, authentication = \"{change.To}\"")],
        { Kind: "remove-guest-host" } => [('-', "virtual host for guests, which Fleet made")],
        { Kind: "set-guest-provider" } => [('-', $"guests: authentication = \"{change.From}\""), ('+', $"guests: authentication = \"{change.To}\"")],
        { Kind: "activate-guest-host" } => [('~', $"guests, in force: {change.To}")],
        { Kind: "set-jicofo-authentication" } => [('~', $"Jicofo asks for a login: {change.From} -> {change.To} ({change.Subject})")],
        { Kind: "set-anonymous-domain", To: null } => [('-', "config.js: anonymousdomain")],
        { Kind: "set-anonymous-domain" } => [('+', $"config.js: anonymousdomain: '{change.To}'")],
        { Kind: "put-account", From: null } => [('+', $"account {change.Subject}")],
        { Kind: "put-account" } => [('~', $"account {change.Subject} ({change.From})")],
        { Kind: "remove-account" } => [('-', $"account {change.Subject}")],
        _ => [('~', $"{change.Kind} {change.Subject}")],
    };

    private static IEnumerable<string> Cost(ServerPlan server)
    {
        if (server.Live is { } live)
            yield return $"now: {live.Rooms} meetings, {live.Participants} participants, {live.Total} sessions, {live.WithoutLogin} of them without login";
        foreach (var activation in server.Activations ?? [])
            yield return $"{(activation.Chosen ? ">" : " ")} {activation.Activation,-9} {Cost(activation, server.Drops.Kept)}";
        if (server.Activations is not { Count: > 0 } && server.Drops.Sessions > 0)
            yield return $"would drop {server.Drops.Sessions} sessions in {server.Drops.Rooms} rooms ({server.Drops.Participants} participants)";
        if (server.Changes.Any(c => c is { Kind: "restart-service", Subject: "jicofo" }))
            yield return "Jicofo would be restarted: it forgets who logged in, and opens no room until it is back";
        foreach (var hold in server.Changes.Count > 0 ? server.Held ?? [] : []) yield return $"{hold.Kind}: {hold.Text}";
        if (server.Enforcement != "enforce" && server.Changes.Count > 0)
            yield return $"enforcement is {server.Enforcement}: would be reported as drift, not changed";
    }

    private static string Cost(ActivationCost way, int kept)
    {
        var ends = way switch
        {
            { RestartsProsody: true, Sessions: null } => "would drop every session; how many there are is not known",
            { RestartsProsody: true } => $"would drop {way.Sessions} sessions: {way.Rooms} meetings, {way.Participants} participants",
            { Activation: "drain", Sessions: > 0 } => $"would drop nobody before the deadline, then {way.Sessions} sessions without login",
            { Activation: "drain", Sessions: null } => "would drop nobody before the deadline, then all sessions without login",
            { Sessions: > 0 } => $"would drop {way.Sessions} sessions without login",
            { Chosen: true } when kept > 0 => $"would drop nobody; {kept} sessions without login would stay up, --evict ends them",
            _ => "would drop nobody",
        };
        return way.RestartsJicofo ? $"{ends}; restarts Jicofo" : ends;
    }

    private static string Changes(ServerPlan server) =>
        server.Changes.Count == 0 ? "no change on the server" : string.Join(", ", server.Changes.Select(c => $"{c.Kind} {c.Subject}"));

    private static string Total(PlanResult plan)
    {
        var changed = plan.Servers.Count(s => s.Changes.Count > 0);
        var refused = plan.Servers.Count(s => s.Outcome == CommandOutcome.Refused);
        var unknown = plan.Servers.Count(s => s.Outcome != CommandOutcome.Refused && (s.ObservedAt is null || s.Unsupported is not null));
        return $"Plan: {changed} of {plan.Servers.Count} servers would change, {plan.Servers.Sum(s => s.Changes.Count)} changes, " +
            $"{plan.Servers.Sum(s => s.Drops.Sessions)} sessions dropped, {refused} refused, {unknown} unknown.";
    }
}
