using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.EndToEnd;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;
using Fleet.Tests.Model;

namespace Fleet.IntegrationTests.Model;

/// <summary>The same steps in the model and on real hosts, compared after each.</summary>
internal sealed class Replay(RunningFleet fleet, TestHosts hosts, TestHost[] leased) : IDisposable
{
    // a change that waits for its first server, and one that takes two runs
    private const int Rounds = 2;
    private static readonly ImmutableArray<int> All = [.. Enumerable.Range(0, History.OnHostsServers)];
    private readonly World _model = new(History.OnHostsServers, Rules.Real);
    private readonly RealSteps _real = new(fleet, leased);
    private readonly Doors _doors = new(hosts, leased);
    private bool _used;

    public async Task Run(int seed)
    {
        if (_used)
            foreach (var step in Dice.Free(History.OnHostsServers)) await Both(step, rounds: 1);
        _used = true;
        var done = new List<Step>();
        foreach (var step in History.OnHosts(seed).Steps)
        {
            done.Add(step);
            var told = $"seed {seed}, after\n{string.Join('\n', done)}\n";
            var (applies, accepted) = (await Applies(), _model.Machines.Select(m => m.Accepted?.Fence).ToArray());
            await Both(step, Rounds);
            await Same(told);
            var after = await Applies();
            foreach (var server in All.Where(s => _model.Machines[s].Accepted?.Fence == accepted[s]))
                after[server].ShouldBe(applies[server], $"{told}an apply reached server {server}, where the model lets none");
        }
    }

    public void Dispose() => _doors.Dispose();

    private async Task Both(Step step, int rounds)
    {
        Pass(step);
        await _real.Do(step, _model);
        await Quiet();
        for (var round = 0; round < rounds; round++)
            foreach (var server in All)
            {
                Pass(new Check(server));
                await fleet.Client.Servers.Check(new($"name={RunningFleet.NameOf(leased[server])}"), TestCommands.Key(), TestContext.Current.CancellationToken);
                await Quiet();
            }
    }

    private void Pass(Step step)
    {
        _model.Pass(TimeSpan.Zero);
        step.Do(_model);
    }

    /// <summary>Nothing is due or under way, and all that was reported is taken.</summary>
    private Task Quiet() => Eventually.Until(() => fleet.Database.Owner.Scalar<bool>("""
        select not exists (select from work.server where not retired and (owner is not null or due_at <= clock_timestamp()))
           and not exists (select from work.report)
        """));

    private Task Same(string told) => Task.WhenAll(All.Select(server => Same(server, told)));

    private async Task Same(int server, string told)
    {
        var (row, machine, shown) = (_model.Database.Servers[server], _model.Machines[server], await fleet.Show(leased[server]));
        shown.Summary.AccessMode.ShouldBe(row.Desired.AccessMode is { } mode ? Kebab.Text(mode) : null, told);
        (shown.Summary.Held ?? []).Select(h => h.Kind).Where(IsFleets).Distinct().Order().ShouldBe(
            _model.Database.HoldsOf(server, _model.Now).Select(h => Kebab.Text(h.Kind)).Where(IsFleets).Distinct().Order(),
            $"{told}holds of server {server}: {string.Join(", ", _model.Database.Holds.Select(h => (h.Server, h.Hold.Kind, h.Hold.Drift)))}");
        if (machine.CutOff) return;
        var (anybody, files) = await _doors.Look(server);
        anybody.ShouldBe(!Openness.IsShut(machine.Truth), $"{told}whether anybody gets in at server {server}");
        files.ShouldBe(AuthenticationProvider.IsAnonymous(machine.Truth.OnDisk.Provider.Value), $"{told}whether server {server} is open by its files");
        if (row.Desired.AccessMode != AccessMode.Open && (anybody || files))
            shown.Drift.ShouldContain(d => d.Kind == "access-mode" || d.Kind == "not-in-force" || d.Kind == "open-from-outside",
                $"{told}server {server} is more open than commanded, and nothing says so");
        if (row.Status?.Verdict == Verdict.Open) shown.Summary.Verdict.ShouldBe("open", told);
    }

    private static bool IsFleets(string kind) => kind is not ("host" or "host-locked");

    private Task<string[]> Applies() => Task.WhenAll(leased.Select(Ledger));

    // root's own lock is there as well
    private static Task<string> Ledger(TestHost host) => host.Look("grep -v ' console-lock ' /var/lib/fleet-host/ledger | tail -n 1 | cut -d' ' -f4,5");
}
