using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>Prosody's authentication providers that Fleet understands; any other is reported and never rewritten.</summary>
public static class AuthenticationProvider
{
    public const string Anonymous = "anonymous";
    public const string JitsiAnonymous = "jitsi-anonymous";
    public const string InternalHashed = "internal_hashed";

    public static bool IsAnonymous(string? provider) => provider is Anonymous or JitsiAnonymous;

    /// <summary>What a provider that Fleet does not manage logs in with, for people.</summary>
    public static string KindOf(string provider) => provider switch
    {
        "token" => "JWT tokens",
        "ldap" or "ldap2" => "LDAP",
        "cyrus" => "SASL, often LDAP,",
        "matrix_user_verification" or "hybrid_matrix_token" => "Matrix",
        "internal_plain" => "accounts in clear text",
        "jitsi-shared-secret" => "a shared secret",
        "sql" => "a database",
        _ => "a provider that Fleet does not know",
    };

    /// <summary>The access mode that a provider of the server's domain makes, guests apart; null = not understood.</summary>
    public static AccessMode? ModeOf(string? provider) => provider switch
    {
        Anonymous or JitsiAnonymous => AccessMode.Open,
        InternalHashed => AccessMode.Members,
        _ => null,
    };
}
