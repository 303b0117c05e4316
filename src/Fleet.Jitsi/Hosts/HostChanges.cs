using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Scram;
using Fleet.Jitsi.Probing;

namespace Fleet.Jitsi.Hosts;

/// <summary>One change of a plan in the host's words, or why it can't be said in them.</summary>
public sealed record HostStep(Change Change, HostChange? Order, string? Gap);

/// <summary>A plan in the host's words. <see cref="Orders"/> are numbered from 1 in its answer; activations are not among them.</summary>
/// <param name="Guest">What becomes of the virtual host for guests in the running Prosody; null = nothing.</param>
public sealed record HostOrders(HostActivation Activation, IReadOnlyList<HostStep> Steps, GuestActivation? Guest = null)
{
    public IReadOnlyList<HostChange> Orders => [.. Steps.Select(s => s.Order).OfType<HostChange>()];
}

public static class HostChanges
{
    /// <param name="credentials">By user name: the opened credentials of this server.</param>
    public static HostOrders Of(ChangePlan plan, HostView view, IReadOnlyDictionary<string, AccountCredential> credentials)
    {
        var activation = plan.Changes.OfType<Change.ActivateAccessMode>().LastOrDefault();
        return new(
            activation is null ? new HostActivation.None() : Activate(activation),
            [.. plan.Changes.Where(c => c is not (Change.ActivateAccessMode or Change.ActivateGuestHost))
                .Select(c => Step(c, view, credentials))],
            plan.Changes.OfType<Change.ActivateGuestHost>().LastOrDefault() is { } guest ? Activate(guest) : null);
    }

    private static HostStep Step(Change change, HostView view, IReadOnlyDictionary<string, AccountCredential> credentials)
    {
        var order = Order(change, view, credentials);
        return new(change, order, order is null ? Gap(change, credentials) : null);
    }

    private static HostChange? Order(
        Change change, HostView view, IReadOnlyDictionary<string, AccountCredential> credentials) => change switch
    {
        Change.SetProvider set => SetProvider(view, view.Domain, set.From, set.To),
        Change.SetGuestProvider set => SetProvider(view, GuestHosts.Of(view.Domain), set.From, set.To),
        Change.AddGuestHost add => HostNames.Provider(add.Provider) is { } provider ? new HostChange.AddGuestHost(provider) : null,
        Change.RemoveGuestHost => new HostChange.RemoveGuestHost(),
        Change.SetJicofoAuthentication set => JicofoReader.Change(view, set),
        Change.SetAnonymousDomain set => WebClientReader.Change(view, set.To),
        Change.RestartService { Name: DriftSubject.Jicofo } => new HostChange.RestartJicofo(),
        Change.DisableAccount disable => new HostChange.DisableAccount(disable.User),
        Change.EnableAccount enable => new HostChange.EnableAccount(enable.User),
        Change.RestoreConfigLink => new HostChange.LinkConfig(CopyHash(view)),
        Change.PutAccount put => Held(put, credentials) is { } held && IsOfHash(held, view)
            ? new HostChange.PutAccount(put.User, held.Verifier)
            : null,
        Change.RemoveAccount remove => new HostChange.RemoveAccount(remove.User),
        Change.FixPermissions fix => PermissionSubject.Repair(view, fix.Subject),
        Change.StartService start => HostNames.Service(start.Name) is { } service ? new HostChange.StartService(service) : null,
        Change.CloseSessions => new HostChange.CloseSessions(User: null),
        _ => null,
    };

    private static AccountCredential? Held(Change.PutAccount put, IReadOnlyDictionary<string, AccountCredential> credentials) =>
        credentials.TryGetValue(put.User, out var held) && held.Id == put.CredentialId ? held : null;

    // put all the same, nobody could log in with it, and it would be put again and again
    private static bool IsOfHash(AccountCredential held, HostView view) =>
        StorageReader.PasswordHash(view) is not { } hash || held.Verifier.Hash == hash;

    private static HostChange.SetProvider? SetProvider(HostView view, string host, string from, string to) =>
        ProviderReader.Literal(view, host) is var (file, edit)
        && HostNames.Provider(from) is { } old && HostNames.Provider(to) is { } wanted
            ? new(file.Path, file.Hash!, edit.Place.Offset, old, wanted)
            : null;

    private static string? CopyHash(HostView view) =>
        view.Link == ConfigLink.Copied ? view.File(ConfigPaths.LoadedFile(view.Domain))?.Hash : null;

    private static HostActivation Activate(Change.ActivateAccessMode activate)
    {
        var provider = HostNames.Provider(activate.To) ?? throw new InvalidOperationException($"no plan activates `{activate.To}`");
        return activate.Activation == Activation.Restart ? new HostActivation.Restart(provider) : new HostActivation.InPlace(provider);
    }

    private static GuestActivation Activate(Change.ActivateGuestHost guest) => guest.To is null
        ? new(null, NeedsJicofo: false)
        : new(HostNames.Provider(guest.To) ?? throw new InvalidOperationException($"no plan activates `{guest.To}`"),
            AuthenticationProvider.IsAnonymous(guest.To));

    private static string Gap(Change change, IReadOnlyDictionary<string, AccountCredential> credentials) => change switch
    {
        Change.PutAccount put when Held(put, credentials) is { } held =>
            $"the credential of {put.User} is {held.Verifier.Hash.Name()}, which this server does not take: "
            + $"`fleet users credential reset {put.User} --on SELECTOR` takes another, or `fleet users passwd` makes it",
        Change.PutAccount put => $"this worker has no credential for {put.User} that opens",
        Change.SetProvider or Change.SetGuestProvider => "the provider is no literal that can be replaced",
        Change.SetJicofoAuthentication => "Jicofo's login is set where it cannot be changed",
        Change.SetAnonymousDomain => "`anonymousdomain` is no line that can be changed",
        Change.FixPermissions fix => $"`{fix.Subject}` is not among what was observed",
        _ => "there is no such change on a host",
    };
}
