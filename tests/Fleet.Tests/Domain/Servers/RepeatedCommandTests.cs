using CsCheck;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Servers;

/// <summary>Whoever did not hear the answer says it again: that must never do a thing twice.</summary>
public sealed class RepeatedCommandTests
{
    private static readonly Gen<Func<DesiredServer, Decision<IServerEvent>>> Command = Gen.OneOf(
        Any.Key.Select(k => Say(s => ServerDecider.Pin(s, new(k), Occupied.Nothing))),
        Gen.Select(Any.Labels, Gen.OneOf("env", "region", "none"), (l, r) => Say(s => ServerDecider.Relabel(s, new(l.Remove(r), [r])))),
        Any.Endpoint.Select(e => Say(s => ServerDecider.Move(s, new(e, null), Occupied.Nothing))),
        Gen.Select(Gen.Enum<AccessMode>(), Gen.Enum<Activation>(), Gen.Bool, Any.Time, (m, a, e, t) =>
            Say(s => ServerDecider.SetAccess(s, new(m, a, e, a == Activation.Drain ? t : null), Some.Now))),
        Gen.Select(Gen.Enum<EnforcementMode>(), Any.Time, (m, t) =>
            Say(s => ServerDecider.SetEnforcement(s, new(m, m == EnforcementMode.Suspended ? t : null, "racks move"), Some.Now))),
        Gen.Select(Any.Key, Gen.Int[1, 3], (k, i) => Say(s => ServerDecider.Replace(s, new(k, i), Occupied.Nothing))),
        Gen.Const(Say(ServerDecider.Retire)),
        Any.UserName.Select(u => Say(s => ServerDecider.IgnoreAccounts(s, [u]))),
        Any.UserName.Select(u => Say(s => ServerDecider.ReportAccounts(s, [u]))),
        Any.UserName.Select(u => Say(s => ServerDecider.RemoveAccounts(s, [u]))),
        Gen.Select(Any.UserName, Any.Id, (u, c) => Say(s => ServerDecider.KeepCredential(s, u, c))),
        Any.UserName.Select(u => Say(s => ServerDecider.Adopt(s,
            new(AccessMode.Members, [new(u, Some.Id(50), "SHA-1", "jwe")], new Dictionary<string, Guid> { [u] = Some.Id(1) })))));

    [Fact]
    public void A_command_on_a_server_that_is_repeated_is_refused_or_empty() => Gen.Select(Any.Server, Command).Sample((server, command) =>
    {
        if (command(server) is Decision<IServerEvent>.Accepted first)
        {
            var second = command(Some.After(server, first.Events));
            (second is Decision<IServerEvent>.Refused or Decision<IServerEvent>.Accepted { Events: [] }).ShouldBeTrue();
        }
    }, iter: 2_000);

    [Fact]
    public void A_command_on_a_user_that_is_repeated_is_empty() =>
        Gen.Select(Any.User.Where(u => !u.Removed), Gen.Int[0, 3]).Sample((user, which) =>
    {
        Func<User, Decision<IUserEvent>> command = which switch
        {
            0 => UserDecider.Disable,
            1 => UserDecider.Enable,
            2 => UserDecider.Remove,
            _ => u => UserDecider.Select(u, "env=prod"),
        };
        var after = Accepted(command(user)).Aggregate(user, (u, e) => User.Evolve(u, e, u.Version + 1)!);
        Accepted(command(after)).ShouldBeEmpty();
    });

    private static Func<DesiredServer, Decision<IServerEvent>> Say(Func<DesiredServer, Decision<IServerEvent>> command) => command;
}
