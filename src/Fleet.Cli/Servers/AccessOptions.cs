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
        Description = "how it comes into force: in-place drops nobody; restart drops every meeting; drain restarts once the meetings are over",
        DefaultValueFactory = _ => "in-place",
    };

    public static readonly Option<bool> Evict = new("--evict") { Description = "also end the sessions that came in without login" };

    static AccessOptions() => Activate.AcceptOnlyFromAmong("in-place", "restart", "drain");

    public static AccessModeRequest Request(Call call, string selector, string mode, IReadOnlyList<string>? servers = null) =>
        new(selector, mode, call.Get(Activate)!, call.Get(Evict), call.Has(CommandOptions.Expect) ? call.Get(CommandOptions.Expect) : null, servers);

    public static async Task<ExitCode> Set(Call call, string selector, string mode, string what)
    {
        var servers = await Confirmation.OfSelector(call, selector, what);
        return await call.Carry(headers => call.Client.Servers.SetAccessMode(Request(call, selector, mode, servers), headers, call.Ct));
    }
}
