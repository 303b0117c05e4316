namespace Fleet.Contracts.Api;

/// <summary>Every route of the HTTP API, as the server maps it and the client fills it in (<see cref="For"/>).</summary>
public static class Routes
{
    public const string Base = "/api/v1";
    public const string Fleet = $"{Base}/fleet";

    public const string Servers = $"{Base}/servers";
    public const string Server = $"{Servers}/{{name}}";
    public const string ServerPin = $"{Server}/pin";
    public const string ServerRelabel = $"{Server}/relabel";
    public const string ServerMove = $"{Server}/move";
    public const string ServerReplace = $"{Server}/replace";
    public const string ServerRetire = $"{Server}/retire";
    public const string ServerAdopt = $"{Server}/adopt";
    public const string ServerScanKey = $"{Server}/scan-key";
    public const string ServerWaive = $"{Server}/waive";
    public const string ServerUnwaive = $"{Server}/unwaive";
    public const string ServerCanary = $"{Server}/canary";
    public const string ServersAccess = $"{Base}/servers:access";
    public const string ServersEnforcement = $"{Base}/servers:enforcement";
    public const string ServersAccounts = $"{Base}/servers:accounts";
    public const string ServersVersion = $"{Base}/servers:version";
    public const string Checks = $"{Base}/checks";

    public const string Pause = $"{Base}/pause";
    public const string Resume = $"{Base}/resume";
    public const string Repairs = $"{Base}/repairs:allow";

    public const string Recovery = $"{Base}/recovery";
    public const string RecoveryAccept = $"{Recovery}/accept";
    public const string Backup = $"{Base}/backup";

    public const string Users = $"{Base}/users";
    public const string User = $"{Users}/{{name}}";
    public const string UserPassword = $"{User}/password";
    public const string UserDisable = $"{User}/disable";
    public const string UserEnable = $"{User}/enable";
    public const string UserSelect = $"{User}/select";
    public const string UserCredential = $"{User}/credential";

    public const string Operators = $"{Base}/operators";
    public const string Operator = $"{Operators}/{{name}}";

    public const string Plan = $"{Base}/plan";
    public const string Command = $"{Base}/commands/{{id}}";
    public const string CommandEvents = $"{Command}/events";
    public const string CommandRevert = $"{Command}/revert";
    public const string CommandResume = $"{Command}/resume";

    public const string Drift = $"{Base}/drift";
    public const string DriftEvents = $"{Drift}/events";
    public const string Audit = $"{Base}/audit";
    public const string Events = $"{Base}/events";

    /// <summary>The route with its one placeholder (<c>{name}</c> or <c>{id}</c>) replaced by the escaped value.</summary>
    public static string For(string route, string value)
    {
        if (value is "" or "." or "..") throw new ArgumentException($"'{value}' is no name: a URL's path would lose it", nameof(value));
        var open = route.IndexOf('{', StringComparison.Ordinal);
        var close = route.IndexOf('}', StringComparison.Ordinal);
        return string.Concat(route.AsSpan(0, open), Uri.EscapeDataString(value), route.AsSpan(close + 1));
    }
}
