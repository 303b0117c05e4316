using Fleet.Domain;
using Fleet.Domain.Reconciling;

namespace Fleet.ControlPlane.Servers;

/// <summary>
/// Logins by tokens, by a directory or by a provider that Fleet does not know are reported and never rewritten: no access mode is set there.
/// </summary>
public sealed record LoginsNotManaged(string Name, string Provider, string Layer, DateTimeOffset At) : ConflictRefusal(
    "logins-not-managed",
    $"`{Name}` logs people in by {Kind(Provider)} (`{Printable.Clip(Provider, 60)}` {Layer}, seen at {At.Utc()}), which Fleet never rewrites: "
    + "nothing was done there. "
    + $"{Closing(Provider)} If it was changed on the host since: `fleet check name={Name}`, then say it again.")
{
    /// <summary>By what was seen last; what could not be determined then is for the worker to judge.</summary>
    public static LoginsNotManaged? On(DesiredServer server, Observation? seen) => seen switch
    {
        { OnDisk.Provider.Value: { } provider } when AuthenticationProvider.ModeOf(provider) is null =>
            new(server.Name, provider, "on disk", seen.ObservedAt),
        { InForce.Provider: { } provider } when provider != InForce.NotServed && AuthenticationProvider.ModeOf(provider) is null =>
            new(server.Name, provider, "in force", seen.ObservedAt),
        _ => null,
    };

    private static string Kind(string provider) => provider switch
    {
        "token" => "tokens",
        "cyrus" or "ldap" or "ldap2" => "LDAP",
        "matrix_user_verification" or "hybrid_matrix_token" => "Matrix",
        "internal_plain" => "passwords stored in clear",
        _ => "a provider that Fleet does not know",
    };

    private static string Closing(string provider) => provider switch
    {
        "token" => "To lock it down there: `allow_empty_token = false` in Prosody's configuration, a new `app_secret` ends the tokens that are out.",
        "cyrus" or "ldap" or "ldap2" => "To lock somebody out there: in the directory.",
        "matrix_user_verification" or "hybrid_matrix_token" => "To lock somebody out there: on the Matrix server.",
        _ => "For Fleet to manage its logins, write `authentication = \"internal_hashed\"` there yourself.",
    };
}
