using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Servers;

public sealed class AccountCredentialTests
{
    private static readonly AccountGranted Alice = new(Some.Id(1), "alice", Some.Id(50));

    [Fact]
    public void A_credential_is_reset_or_kept()
    {
        Accepted(ServerDecider.ResetCredential(Some.Server(Alice), "alice", Some.Id(50)))
            .ShouldBe([new AccountCredentialReset(Some.Id(1), "alice")]);
        Accepted(ServerDecider.KeepCredential(Some.Server(Alice), "alice", Some.Id(51)))
            .ShouldBe([new AccountCredentialKept(Some.Id(1), "alice", Some.Id(51))]);
    }

    [Fact]
    public void What_is_not_there_is_neither()
    {
        Refused<AccountNotHeld>(ServerDecider.ResetCredential(Some.Server(), "alice", Some.Id(50)));
        Refused<AccountNotHeld>(ServerDecider.KeepCredential(Some.Server(Alice, new AccountRevoked(Some.Id(1), "alice")), "alice", Some.Id(51)));
        Refused<CredentialMissing>(ServerDecider.ResetCredential(Some.Server(Alice), "alice", credentialId: null))
            .Text.ShouldContain("`fleet users passwd alice`");
        Refused<ServerIsRetired>(ServerDecider.ResetCredential(Some.Server(Alice, new ServerRetired()), "alice", Some.Id(50)));
    }

    [Fact]
    public void Where_the_server_takes_another_hash_by_now_a_spare_is_put() =>
        Accepted(ServerDecider.ResetCredential(Some.Server(Alice), "alice", Some.Id(52)))
            .ShouldBe([new AccountCredentialSet(Some.Id(1), "alice", Some.Id(52))]);
}
