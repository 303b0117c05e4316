using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

/// <summary>What lockdown, servers access and their plans have in common.</summary>
internal static class AccessOptions
{
    public static readonly Option<string> Activate = new("--activate")
    {
        Description = "how it comes into force: in-place drops nobody; restart drops every meeting; "
            + "drain is in-place, and sessions without login end at --deadline",
        DefaultValueFactory = _ => "in-place",
    };

    public static readonly Option<bool> Evict = new("--evict") { Description = "also end the sessions that came in without login" };

    public static readonly Option<Moment?> Deadline = Moment.Option("--deadline", "when the sessions that came in without login are ended");

    public static readonly Option<bool> Emergency = new("--emergency")
    {
        Description = "at once on all of them, before all other work: no server is tried first, sessions without login are ended, packages being installed "
            + "are waited for 10 s at most",
    };

    static AccessOptions() => Activate.AcceptOnlyFromAmong("in-place", "restart", "drain");

    public static Verb AddTo(Verb verb)
    {
        foreach (var option in (Option[])[Activate, Deadline, Evict]) verb.Add(option);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Activate) == "drain" != result.GetValue(Deadline) is not null)
                result.AddError("--activate drain and --deadline belong together.");
        });
        return verb;
    }

    public static AccessModeRequest Request(Call call, string selector, string mode, IReadOnlyList<string>? servers = null) =>
        new(selector, mode, call.Get(Activate)!, call.Get(Evict), call.Get(Deadline)?.After(call.Now), call.Get(CommandOptions.Expect), servers,
            call.Get(Deadline)?.Text, call.Get(Emergency));

    public static async Task<ExitCode> Set(Call call, string selector, string mode, string what)
    {
        var servers = await Confirmation.OfSelector(call, selector, what);
        return await call.Carry(
            headers => call.Client.Servers.SetAccessMode(Request(call, selector, mode, servers), headers, call.Ct), emergency: call.Get(Emergency));
    }
}
