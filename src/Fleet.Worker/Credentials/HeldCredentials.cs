using System.Collections.Immutable;
using Fleet.Domain.Users;
using Fleet.Jitsi.Accounts;
using Fleet.Worker.Work;

namespace Fleet.Worker.Credentials;

/// <summary>A server's credentials, opened, in memory only.</summary>
/// <param name="Accounts">By user name: what the desired state names and what was sealed for exactly that; the probe account, too.</param>
/// <param name="Refused">By user name: why a credential is not used.</param>
internal sealed record HeldCredentials(
    ImmutableDictionary<string, AccountCredential> Accounts, string? ProbePassword, ImmutableSortedDictionary<string, string> Refused)
{
    public static HeldCredentials None { get; } = new(ImmutableDictionary<string, AccountCredential>.Empty, null, ImmutableSortedDictionary<string, string>.Empty);

    /// <param name="earlier">What was opened before need not be opened again: a credential's content never changes.</param>
    public static HeldCredentials Open(CredentialOpener opener, Handover handover, HeldCredentials earlier)
    {
        var material = handover.Credentials.ToDictionary(c => c.Id);
        var opened = handover.Desired.Accounts
            .Where(a => a.Value.CredentialId is { } id && material.ContainsKey(id))
            .Select(a => (User: a.Key, Credential: material[a.Value.CredentialId!.Value]))
            .Select(a => (a.User, a.Credential.Id, Opened: earlier.Known(a.User, a.Credential.Id) ?? opener.OpenAccount(handover.Desired, a.User, a.Credential)))
            .ToList();
        if (handover.ProbeJwe is { } jwe) opened.Add((UserName.ProbeAccount, SealingHeader.CredentialOf(jwe), opener.OpenProbe(handover.Desired, jwe)));
        return new(
            opened.Where(o => o.Opened is Opened.Usable).ToImmutableDictionary(o => o.User, o => new AccountCredential(o.Id, ((Opened.Usable)o.Opened).Verifier), StringComparer.Ordinal),
            opened.Select(o => o.Opened).OfType<Opened.Usable>().FirstOrDefault(o => o.Password is not null)?.Password,
            opened.Where(o => o.Opened is Opened.Refused).ToImmutableSortedDictionary(o => o.User, o => ((Opened.Refused)o.Opened).Why, StringComparer.Ordinal));
    }

    private Opened.Usable? Known(string user, Guid id) =>
        Accounts.TryGetValue(user, out var held) && held.Id == id ? new Opened.Usable(held.Verifier, Password: null) : null;

    public override string ToString() => $"({Accounts.Count} credentials)";
}
