using Fleet.Cli.Output;
using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class RecoveryTextTests
{
    private static readonly ServerPlan Plan = new(
        "meet-1", Guid.Empty, CommandOutcome.Unchanged, null, "enforce", Screens.Now, null,
        [new("set-provider", "provider", "internal_hashed", "anonymous"), new("put-account", "alice", null, "account")], PlannedDrop.Nothing);

    private static readonly ServerHold Copy = new("copy", "fleet", Screens.Now, null, "...", Everywhere: true, "this database is a copy, ...", "fleet recover");

    [Fact]
    public void It_names_what_would_be_undone_on_each_server() => Lines(new(Plan, "the host accepted fence 9", ["bob"], Seen: true)).ShouldBe(
    [
        "fleet (1) of system 2, epoch 7 since 0 s ago",
        "this database is a copy, ...",
        "If the original still runs, accept nothing: stop this control plane and its workers.",
        "meet-1: the host accepted fence 9",
        "  - authentication = \"internal_hashed\"",
        "  + authentication = \"anonymous\"",
        "  + account alice",
        "  = account bob stays; this database does not know it",
        "1 of 1 servers would be changed.",
        "next: fleet check all; fleet recover; then fleet recover --accept --original gone --reason \"...\"",
    ]);

    [Fact]
    public void What_was_not_seen_since_is_not_called_unchanged() =>
        Lines(new(Plan with { Changes = [] }, null, [], Seen: false)).ShouldSatisfyAllConditions(
            l => l.ShouldContain("  not seen since: what is there now is not known"), l => l.ShouldNotContain("  nothing would be undone"),
            l => l.ShouldContain("1 not seen since: look at them first, or accept them unseen: --unseen 1"));

    private static IEnumerable<string> Lines(RecoveryServer server) =>
        Screens.Lines(s => RecoveryText.Write(s, new(7, Screens.Now, "fleet (1) of system 2", [Copy], [server]))).Where(l => l.Length > 0);
}
