using Fleet.ControlPlane.Reconciling;
using Fleet.Domain.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Reconciling;

public sealed class RevocationTextTests
{
    private static readonly Revocation Alice = new("alice", 2, 0.214, RevokedLogin.Refused, 0.351, "not-authorized");

    [Fact]
    public void A_proof_says_what_was_seen_and_when() => RevocationText.Of(Alice)
        .ShouldBe("alice: 2 sessions ended within 0.21 s, a new login was refused after 0.35 s (not-authorized)");

    [Fact]
    public void What_Jicofo_remembers_is_said_where_it_remembers()
    {
        RevocationText.Of(Alice with { LoginsForgotten = true }).ShouldEndWith("(not-authorized), Jicofo was restarted and remembers no login");
        RevocationText.Of(Alice with { LoginsForgotten = false }).ShouldContain("for a day");
    }

    [Fact]
    public void What_is_not_proven_is_said() => RevocationText.Of(Alice with { SessionsEnded = null, Login = RevokedLogin.Unknown, Detail = "not reached" })
        .ShouldBe("alice: whether sessions are over is not known, a new login was not proven to fail (not reached)");

    [Fact]
    public void Who_can_still_log_in_is_said() =>
        RevocationText.Of(Alice with { SessionsEnded = 1, Login = RevokedLogin.Begun, Detail = "the server asks for the password" })
            .ShouldBe("alice: 1 session ended within 0.21 s, a new login is still possible after 0.35 s (the server asks for the password)");

    [Fact]
    public void Of_many_a_few_are_told_one_by_one() =>
        RevocationText.Of([.. Enumerable.Repeat(Alice, 7)]).ShouldEndWith("; and 2 more");
}
