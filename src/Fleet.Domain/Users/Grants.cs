using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Selectors;

namespace Fleet.Domain.Users;

public static class Grants
{
    /// <summary>
    /// What must change so that each of these servers has the accounts that these users' selectors say; others' accounts are left alone.
    /// </summary>
    public static GrantChanges Resolve(IEnumerable<User> users, IEnumerable<DesiredServer> servers) =>
        Changes(users, servers, reselected: false);

    /// <summary>The same after the user's selector was set by a command: it then rules what the user holds by adoption too.</summary>
    public static GrantChanges Reselect(User user, IEnumerable<DesiredServer> servers) => Changes([user], servers, reselected: true);

    private static GrantChanges Changes(IEnumerable<User> users, IEnumerable<DesiredServer> servers, bool reselected)
    {
        var active = servers.Where(s => !s.Retired).ToArray();
        var outcomes = users
            .Select(user => (user, selector: SelectorOf(user)))
            .SelectMany(u => active.Select(server => Judge(new Holding(u.user, u.selector, server), reselected)))
            .ToLookup(o => o.Outcome, o => o.Grant);
        return new(
            [.. outcomes[Outcome.Gained]], [.. outcomes[Outcome.Lost]], [.. outcomes[Outcome.Confirmed]], [.. outcomes[Outcome.Withheld]]);
    }

    private static (Outcome Outcome, AccountGrant Grant) Judge(Holding holding, bool reselected)
    {
        var outcome = holding switch
        {
            { IsPresent: true, User.IsActive: false } => Outcome.Lost,
            { IsPresent: false, Returns: true, IsSelected: false } when reselected => Outcome.Lost,
            { IsPresent: false, IsLockedOut: true, User.IsActive: false } when !holding.WaitsForUser => Outcome.Lost,
            { IsPresent: false, IsLockedOut: true, User.IsActive: true, Returns: false, IsSelected: false } => Outcome.Lost,
            { IsPresent: false, IsSelected: true, IsIgnored: true } => Outcome.Withheld,
            { IsPresent: false, IsSelected: true } or { IsPresent: false, Returns: true, User.IsActive: true } => Outcome.Gained,
            { IsPresent: true, IsAdopted: true } when !reselected => Outcome.Unchanged,
            { IsPresent: true, IsSelected: false } => Outcome.Lost,
            { IsPresent: true, IsAdopted: true } => Outcome.Confirmed,
            _ => Outcome.Unchanged,
        };
        var byAdoption = outcome switch
        {
            Outcome.Lost => holding is { IsPresent: true, IsAdopted: true, User.Removed: false } && !reselected,
            Outcome.Gained => holding is { Returns: true, IsSelected: false },
            _ => false,
        };
        var disabled = outcome == Outcome.Lost && holding.User is { Disabled: true, Removed: false } && (byAdoption || holding.IsMatched);
        return (outcome, holding.Grant(byAdoption, disabled));
    }

    // a stored selector was parsed when it was commanded: one that can't be read any more gives nobody anything
    private static Selector? SelectorOf(User user) =>
        user.Selector is not null && Selector.Parse(user.Selector).TryGet(out var selector, out _) ? selector : null;

    private enum Outcome
    {
        Unchanged,
        Gained,
        Lost,
        Confirmed,
        Withheld,
    }

    /// <summary>One user on one server.</summary>
    private sealed record Holding(User User, Selector? Selector, DesiredServer Server)
    {
        private readonly DesiredAccount? account = Server.Accounts.GetValueOrDefault(User.Name) is { } a && a.UserId == User.Id ? a : null;

        public bool IsPresent => account is not null;

        public bool IsAdopted => account is { Adopted: true };

        private readonly AbsentAccount? absent =
            Server.AbsentAccounts.GetValueOrDefault(User.Name) is { } a && a.UserId == User.Id ? a : null;

        public bool Returns => absent is { ReturnsWhenEnabled: true };

        /// <summary>Absent, or disabled, because its user is.</summary>
        public bool IsLockedOut => absent is { Disabled: true };

        /// <summary>Locked out, and the user's again as soon as the user is enabled.</summary>
        public bool WaitsForUser => !User.Removed && (Returns || IsMatched);

        public bool IsIgnored => Server.IgnoredAccounts.Contains(User.Name);

        public bool IsMatched { get; } = Selector?.Matches(Server.Name, Server.Labels) == true;

        public bool IsSelected => User.IsActive && IsMatched;

        public AccountGrant Grant(bool byAdoption, bool disabled) =>
            new(Server.Id, Server.Name, User.Id, User.Name, byAdoption, account?.CredentialId, disabled);
    }
}
