using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;
using Fleet.IntegrationTests.EndToEnd;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;
using Fleet.Tests.Model;

namespace Fleet.IntegrationTests.Model;

/// <summary>A step of a history, done as operators and people on the hosts do it.</summary>
internal sealed class RealSteps(RunningFleet fleet, TestHost[] leased)
{
    private readonly List<Guid> _commands = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="model">After the step.</param>
    public async Task Do(Step step, World model)
    {
        var accepted = await Done(step);
        // those that said something of a server, as the model counts them
        if (model.Database.Commands.Length > _commands.Count) _commands.Add(accepted.ShouldNotBeNull($"refused, and not in the model: {step}").CommandId);
    }

    private Task<CommandAccepted?> Done(Step step) => step switch
    {
        Access s => Try(k => fleet.Client.Servers.SetAccessMode(new(Names(s.Servers), Kebab.Text(s.Command.Mode), Kebab.Text(s.Command.Activation),
            s.Command.EvictSessions, Expect: s.Servers.Length, Emergency: s.Command.Emergency), k, Stop)),
        Enforcement s => Try(k => fleet.Client.Servers.SetEnforcement(new(Names(s.Servers), Kebab.Text(s.Mode), Expect: s.Servers.Length), k, Stop)),
        Pause s => Try(k => fleet.Client.Holds.Pause(new(s.Servers is { } some ? Names(some) : null, s.Servers?.Length), k, Stop)),
        Resume s => Try(k => fleet.Client.Holds.Resume(new(s.Servers is { } some ? Names(some) : null, s.Servers?.Length), k, Stop)),
        Revert s => _commands.Count > s.Back ? Try(k => fleet.Client.Commands.Revert(_commands[^(s.Back + 1)], k, Stop)) : Nothing,
        ResumeChange => Each("select id::text from fleet.mt_doc_stagedchange c where exists (select from work.hold where command = c.id) order by id limit 1",
            (id, k) => fleet.Client.Commands.Resume(Guid.Parse(id), k, Stop)),
        AllowRepairs => Each("select distinct split_part(drift, ':', 1) from work.hold where drift is not null", (drift, k) =>
            fleet.Client.Holds.AllowRepairs(new(drift), k, Stop)),
        Edit s => Each(s.Servers, host => By(host, s.What)),
        Cut s => Each([s.Server], host => s.Off ? host.Cut() : host.Join()),
        _ => throw new InvalidOperationException($"{step} is not replayed"),
    };

    private static Task<CommandAccepted?> Nothing => Task.FromResult<CommandAccepted?>(null);

    private static async Task<CommandAccepted?> Try(Func<CommandHeaders, Task<CommandAccepted>> command)
    {
        try
        {
            return await command(TestCommands.Key("a look"));
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    private async Task<CommandAccepted?> Each(string sql, Func<string, CommandHeaders, Task<CommandAccepted>> command)
    {
        foreach (var found in await fleet.Database.Owner.Rows(sql, r => r.GetString(0))) await Try(k => command(found, k));
        return null;
    }

    private async Task<CommandAccepted?> Each(IEnumerable<int> servers, Func<TestHost, Task> act)
    {
        foreach (var server in servers) await act(leased[server]);
        return null;
    }

    private static Task By(TestHost host, HandEdit what) => what switch
    {
        HandEdit.OpenFiles => host.Drift("auth"),
        HandEdit.CloseFiles => Close(host),
        HandEdit.OpenAll => Then(host.Drift("auth"), host.RestartProsody),
        HandEdit.StopProsody => host.Drift("service"),
        HandEdit.Hold => host.Exec("fleet-host hold --for 2h a look"),
        HandEdit.Lock => host.Exec("fleet-host lock"),
        HandEdit.Release => host.Exec("fleet-host release || true"),
        _ => throw new InvalidOperationException($"{what} is not replayed"),
    };

    private static async Task Close(TestHost host) =>
        await host.Exec($"sed -i '/^VirtualHost \"{host.Name}\"/,/^Component/ s/\\( authentication = \\)\"[^\"]*\"/\\1\"internal_hashed\"/' /etc/prosody/conf.avail/{host.Name}.cfg.lua");

    private static async Task Then(Task first, Func<Task> next)
    {
        await first;
        await next();
    }

    private string Names(IEnumerable<int> servers) => $"name in ({string.Join(',', servers.Select(s => RunningFleet.NameOf(leased[s])))})";
}
