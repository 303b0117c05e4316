using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

/// <summary>One change of a plan in the host's words, or why it can't be said in them.</summary>
public sealed record HostStep(Change Change, HostChange? Order, string? Gap);

/// <summary>A plan in the host's words. <see cref="Orders"/> are numbered from 1 in its answer; activation is not among them.</summary>
public sealed record HostOrders(HostActivation Activation, IReadOnlyList<HostStep> Steps)
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
            [.. plan.Changes.Where(c => c is not Change.ActivateAccessMode).Select(c => Step(c, view, credentials))]);
    }

    private static HostStep Step(Change change, HostView view, IReadOnlyDictionary<string, AccountCredential> credentials)
    {
        var order = Order(change, view, credentials);
        return new(change, order, order is null ? Gap(change) : null);
    }

    private static HostChange? Order(
        Change change, HostView view, IReadOnlyDictionary<string, AccountCredential> credentials) => change switch
    {
        Change.SetProvider set => SetProvider(set, view),
        Change.RestoreConfigLink => new HostChange.LinkConfig(CopyHash(view)),
        Change.PutAccount put => credentials.TryGetValue(put.User, out var held) && held.Id == put.CredentialId
            ? new HostChange.PutAccount(put.User, held.Verifier)
            : null,
        Change.RemoveAccount remove => new HostChange.RemoveAccount(remove.User),
        Change.FixPermissions fix => PermissionSubject.Repair(view, fix.Subject),
        Change.StartService start => HostNames.Service(start.Name) is { } service ? new HostChange.StartService(service) : null,
        Change.CloseSessions => new HostChange.CloseSessions(User: null),
        _ => null,
    };

    private static HostChange.SetProvider? SetProvider(Change.SetProvider set, HostView view) =>
        ProviderReader.Literal(view) is var (file, edit) && HostNames.Provider(set.From) is { } from && HostNames.Provider(set.To) is { } to
            ? new(file.Path, file.Hash!, edit.Place.Offset, from, to)
            : null;

    private static string? CopyHash(HostView view) =>
        view.Link == ConfigLink.Copied ? view.File(ConfigPaths.LoadedFile(view.Domain))?.Hash : null;

    private static HostActivation Activate(Change.ActivateAccessMode activate)
    {
        var provider = HostNames.Provider(activate.To) ?? throw new InvalidOperationException($"no plan activates `{activate.To}`");
        return activate.Activation == Activation.Restart ? new HostActivation.Restart(provider) : new HostActivation.InPlace(provider);
    }

    private static string Gap(Change change) => change switch
    {
        Change.PutAccount put => $"this worker has no credential for {put.User} that opens",
        Change.SetProvider => "the provider is no literal that can be replaced",
        Change.FixPermissions fix => $"`{fix.Subject}` is not among what was observed",
        _ => "there is no such change on a host",
    };
}
