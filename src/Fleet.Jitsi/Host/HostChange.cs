using Fleet.Jitsi.Scram;

namespace Fleet.Jitsi.Host;

/// <summary>The closed set of what <c>fleet-host</c> does to a host: typed values, never text to place.</summary>
public abstract record HostChange
{
    private protected HostChange()
    {
    }

    internal abstract IEnumerable<string?> Words { get; }

    /// <summary>
    /// The string literal at byte <paramref name="Offset"/> (its opening quote) of an observed file whose salted hash still is <paramref name="Hash"/>.
    /// The host checks that it is the value of an <c>authentication</c> option and reads <paramref name="From"/>.
    /// </summary>
    public sealed record SetProvider(string Path, string Hash, int Offset, SwitchableProvider From, SwitchableProvider To) : HostChange
    {
        internal override IEnumerable<string?> Words => ["set-provider", Path, Hash, Offset.ToString(), From.Name(), To.Name()];
    }

    /// <summary>
    /// Makes <c>conf.d/[domain].cfg.lua</c> the link into conf.avail that the package made. What Prosody loads stays the same:
    /// a regular file in the link's place (<paramref name="CopyHash"/>) first becomes the file in conf.avail.
    /// </summary>
    public sealed record LinkConfig(string? CopyHash) : HostChange
    {
        internal override IEnumerable<string?> Words => ["link-config", CopyHash];
    }

    public sealed record PutAccount(string User, ScramVerifier Verifier) : HostChange
    {
        internal override IEnumerable<string?> Words =>
            ["put-account", AccountFile.Encode(User), Verifier.Hash.Name(), Verifier.Iterations.ToString(), Verifier.Salt, Verifier.StoredKey, Verifier.ServerKey];
    }

    /// <summary>The account, what else Prosody stores of that user, and the user's sessions.</summary>
    public sealed record RemoveAccount(string User) : HostChange
    {
        internal override IEnumerable<string?> Words => ["remove-account", AccountFile.Encode(User)];
    }

    /// <summary>An account file of the domain (or, without one, the accounts' directories): owner prosody, no access for others.</summary>
    public sealed record FixAccountPermissions(string? User) : HostChange
    {
        internal override IEnumerable<string?> Words => ["fix-account-permissions", User is null ? null : AccountFile.Encode(User)];
    }

    /// <summary>An observed file of Prosody's configuration: owner root, group prosody, mode 640.</summary>
    public sealed record FixConfigPermissions(string Path) : HostChange
    {
        internal override IEnumerable<string?> Words => ["fix-config-permissions", Path];
    }

    /// <summary>Fleet's own file conf.avail/guest.[domain].cfg.lua with its link in conf.d. Fails when something else is there.</summary>
    public sealed record AddGuestHost(SwitchableProvider Provider) : HostChange
    {
        internal override IEnumerable<string?> Words => ["add-guest-host", Provider.Name()];
    }

    /// <summary>That file and its link; fails when the file is not as Fleet made it.</summary>
    public sealed record RemoveGuestHost : HostChange
    {
        internal override IEnumerable<string?> Words => ["remove-guest-host"];
    }

    /// <summary>Fleet's one line at the end of jicofo.conf, whose salted hash still is <paramref name="Hash"/>: a login is asked for.</summary>
    public sealed record SetJicofoAuthentication(bool On, string Hash) : HostChange
    {
        internal override IEnumerable<string?> Words => ["set-jicofo-authentication", On ? "on" : "off", Hash];
    }

    /// <summary>
    /// The value of org.jitsi.jicofo.auth.URL becomes XMPP:[domain], where <see cref="JicofoSource.Legacy"/> or
    /// <see cref="JicofoSource.OptionsLegacy"/> sets it. One for tokens is not rewritten.
    /// </summary>
    public sealed record SetJicofoLogin(JicofoSource Source, string Hash) : HostChange
    {
        internal override IEnumerable<string?> Words =>
            ["set-jicofo-login", Source == JicofoSource.Legacy ? "legacy" : "options-legacy", Hash];
    }

    /// <summary>And wait until what is in force is proven. Conferences under way go on; new ones wait a moment.</summary>
    public sealed record RestartJicofo : HostChange
    {
        internal override IEnumerable<string?> Words => ["restart-jicofo"];
    }

    /// <summary>
    /// hosts.anonymousdomain of config.js, whose salted hash still is <paramref name="Hash"/>; its value is always guest.[domain].
    /// </summary>
    public sealed record SetAnonymousDomain(string Hash, int Offset, AnonymousDomainForm Form) : HostChange
    {
        internal override IEnumerable<string?> Words => ["set-anonymous-domain", Hash, Offset.ToString(), Form.Name()];
    }

    /// <summary>Prosody 13's own mark; nothing else of the account changes, and the user's sessions are closed.</summary>
    public sealed record DisableAccount(string User) : HostChange
    {
        internal override IEnumerable<string?> Words => ["disable-account", AccountFile.Encode(User)];
    }

    public sealed record EnableAccount(string User) : HostChange
    {
        internal override IEnumerable<string?> Words => ["enable-account", AccountFile.Encode(User)];
    }

    public sealed record StartService(HostService Service) : HostChange
    {
        internal override IEnumerable<string?> Words => ["start-service", Service.Name()];
    }

    /// <summary>A mark of Fleet's own that only an observation tells; needs a program of <see cref="HostProtocol.PlantsSince"/>.</summary>
    public sealed record Plant(string Mark) : HostChange
    {
        internal override IEnumerable<string?> Words => ["plant", Mark];
    }

    public sealed record Unplant : HostChange
    {
        internal override IEnumerable<string?> Words => ["unplant"];
    }

    /// <summary>Sessions of the domain whose user has no account; of one user when named. Done last, after activation.</summary>
    public sealed record CloseSessions(string? User) : HostChange
    {
        internal override IEnumerable<string?> Words => ["close-sessions", User is null ? null : AccountFile.Encode(User)];
    }
}
