using System.Collections.Immutable;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Users;

/// <summary>One account that a command gives, takes or confirms.</summary>
/// <param name="ByAdoption">The account is held because it was found there, not by the user's selector.</param>
/// <param name="CredentialId">The credential it has already; null = it needs one.</param>
/// <param name="Disabled">It is taken because the user is disabled, and comes back when that ends.</param>
public sealed record AccountGrant(
    Guid ServerId, string Server, Guid UserId, string User, bool ByAdoption, Guid? CredentialId, bool Disabled = false);

/// <summary>
/// What standing selectors mean for servers. Confirmed: adopted accounts that are under the user's selector from now on. Withheld: the
/// selector matches, but an account of that name is ignored there, as something that Fleet does not manage.
/// </summary>
public sealed record GrantChanges(ImmutableArray<AccountGrant> Gained, ImmutableArray<AccountGrant> Lost,
    ImmutableArray<AccountGrant> Confirmed, ImmutableArray<AccountGrant> Withheld)
{
    public bool IsEmpty => Gained.IsEmpty && Lost.IsEmpty && Confirmed.IsEmpty;

    /// <summary>
    /// The events for one server's intent. <paramref name="credential"/> names one for a gained account, or null when there is none to
    /// give. <paramref name="ofUser"/>: the command is about the user, so what is lost is an operator's word on that very account.
    /// </summary>
    public ImmutableArray<IServerEvent> EventsFor(Guid server, Func<AccountGrant, Guid?> credential, bool ofUser = false) =>
    [
        .. Lost.Where(g => g.ServerId == server).Select(IServerEvent (g) => g.Disabled
            ? new AccountDisabled(g.UserId, g.User, g.ByAdoption, ofUser)
            : new AccountRevoked(g.UserId, g.User, g.ByAdoption, ofUser)),
        .. Confirmed.Where(g => g.ServerId == server).Select(g => new AccountGranted(g.UserId, g.User, g.CredentialId)),
        .. Gained.Where(g => g.ServerId == server).Select(IServerEvent (g) =>
            g.ByAdoption ? new AccountAdopted(g.UserId, g.User, credential(g)) : new AccountGranted(g.UserId, g.User, credential(g))),
    ];
}
