using System.Text.Json;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Scram;
using Shouldly;
using Xunit;
using static Fleet.Tests.Jitsi.Hosts.Replies;
using InForce = Fleet.Jitsi.Host.InForce;
using ServiceState = Fleet.Jitsi.Host.ServiceState;

namespace Fleet.Tests.Jitsi.Hosts;

public sealed class HostReadingTests
{
    [Fact]
    public void Tells_the_facts_of_the_host()
    {
        var facts = (Open with { Time = Now.AddSeconds(40), Packages = [new("prosody", "0.12.3-1", "hi"), new("nginx", "1", "ii")] }).Observe().Host;
        facts.MachineId.ShouldBe("machine");
        facts.ServesDomain.ShouldBe(true);
        facts.Owner.ShouldBe(HostOwner.Ours);
        facts.Program.State.ShouldBe(HostProgramState.Current);
        facts.ProsodyVersion.ShouldBe("0.12.3");
        facts.ProsodyTested.ShouldBeTrue();
        facts.HeldPackages.ShouldBe(["prosody"]);
        (facts.ClockSkew, facts.ClockUncertainty).ShouldBe((40, 1));
    }

    [Fact]
    public void The_clock_is_compared_halfway_between_the_question_and_the_answer()
    {
        var facts = (Open with { Time = Now, Clock = Now.AddSeconds(3) }).ObserveAfter(TimeSpan.FromSeconds(4)).Host;
        (facts.ClockSkew, facts.ClockUncertainty).ShouldBe((5, 2));
    }

    [Fact]
    public void Tells_what_root_said_on_the_host_bounded_and_fit_for_a_terminal()
    {
        Open.Observe().Host.Hold.ShouldBeNull();
        var hold = (Open with { Hold = new(Now, Now.AddHours(2), HostHoldKind.Lock, "dana\u001b", new string('x', 400)) }).Observe().Host.Hold!;
        hold.ShouldBe(new(new string('x', 300) + "...", "dana\\u001b", Now, Now.AddHours(2), Locked: true));
    }

    [Fact]
    public void Tells_what_it_accepted_last_from_this_database()
    {
        (Open with { HighestFence = 0 }).Observe().Host.Accepted.ShouldBeNull();
        (Open with { HighestFence = 7 }).Observe().Host.Accepted.ShouldBe(new(null, null, 7));
        (Open with { HighestFence = 7, Epoch = 0, Generation = 0 }).Observe().Host.Accepted.ShouldBe(new(null, null, 7));
        (Open with { HighestFence = 7, Epoch = 5, Generation = 3, Incarnation = $"{Incarnation}" }).Observe().Host.Accepted.ShouldBe(new(5, 3, 7));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("0197c2d4-0000-7000-8000-000000000003", null)]
    [InlineData("0197C2D4-0000-7000-8000-000000000003", null)]
    [InlineData("0197c2d4-0000-7000-8000-00000000ffff", "0197c2d4-0000-7000-8000-00000000ffff")]
    [InlineData("no\u0007uuid", "no\\u0007uuid")]
    public void Tells_when_it_obeys_another_database_and_takes_nothing_of_that_for_ours(string? incarnation, string? other)
    {
        var host = (Open with { Incarnation = incarnation, Epoch = 5, Generation = 3 }).Observe().Host;
        host.OtherIncarnation.ShouldBe(other);
        (host.Accepted is null).ShouldBe(other is not null);
    }

    [Theory]
    [InlineData(null, HostOwner.None)]
    [InlineData("0197c2d4-0000-7000-8000-00000000ffff", HostOwner.Other)]
    [InlineData("not-a-fleet", HostOwner.Other)]
    public void Tells_whose_the_host_is(string? owner, HostOwner expected) => (Open with { OwnerFleet = owner }).Observe().Host.Owner.ShouldBe(expected);

    [Theory]
    [InlineData("1.2.0", HostProgramState.Changed)] // the same version with another content
    [InlineData("1.1.9", HostProgramState.Old)]
    [InlineData("1.10.0", HostProgramState.Current)]
    [InlineData("odd", HostProgramState.Changed)]
    public void Tells_the_state_of_its_program(string version, HostProgramState expected) =>
        (Open with { Program = new(version, new string('b', 64)) }).Observe().Host.Program.State.ShouldBe(expected);

    [Theory]
    [InlineData("1:0.11.9-2", "0.11.9", true)]
    [InlineData("0.12.3-1+deb12u1", "0.12.3", true)]
    [InlineData("13.0.1-1", "13.0.1", true)]
    [InlineData("13.1.0-1", "13.1.0", false)]
    public void Knows_the_version_also_of_a_Prosody_that_does_not_run(string package, string version, bool tested)
    {
        var facts = (Open with { InForce = new InForce.Unknown(InForceGap.NotRunning), Packages = [new("prosody", package, "ii")] }).Observe().Host;
        facts.ProsodyVersion.ShouldBe(version);
        facts.ProsodyTested.ShouldBe(tested);
    }

    [Fact]
    public void Tells_a_host_without_the_domain_from_one_that_cannot_be_read()
    {
        var other = new InForce.Known("0.12.3", [new("other", ActiveHostKind.Local, "internal_hashed")], null, []);
        (Open.WithText("VirtualHost \"other\"\n") with { InForce = other }).Observe().Host.ServesDomain.ShouldBe(false);
        (Open.WithText("VirtualHost \"other\n") with { InForce = other }).Observe().Host.ServesDomain.ShouldBeNull();
        Open.WithText("VirtualHost \"other\n").Observe().Host.ServesDomain.ShouldBe(true);
    }

    [Fact]
    public void Tells_what_is_in_force()
    {
        var force = Open.Observe().InForce;
        force.ShouldBe(new("jitsi-anonymous", false, 3, 3, 1, 3, Now.AddHours(-1), null, null, "none"));
        Open.InForceIs("internal_hashed", "guest.meet.example.com").Observe().InForce.GuestHostActive.ShouldBe(true);
        Open.InForceIs(null).Observe().InForce.Provider.ShouldBe(Fleet.Domain.Reconciling.InForce.NotServed);
        (Open with { InForce = new InForce.Known("0.12.3", [], null, []) }).Observe().InForce.ShouldBe(new(Fleet.Domain.Reconciling.InForce.NotServed, false, 0, 0, null, null, Now.AddHours(-1), null, null, "none"));
        (Open with { InForce = new InForce.Unknown(InForceGap.TimedOut) }).Observe().InForce.ShouldBe(
            Fleet.Domain.Reconciling.InForce.Unknown("Prosody's shell did not answer in time") with { StartedAt = Now.AddHours(-1) });
    }

    [Theory]
    [InlineData("active", "enabled", ServiceStatus.Running, true)]
    [InlineData("active", "disabled", ServiceStatus.Running, false)]
    [InlineData("inactive", "enabled", ServiceStatus.Stopped, true)]
    [InlineData("inactive", "masked", ServiceStatus.Masked, false)]
    [InlineData("masked", null, ServiceStatus.Masked, null)]
    [InlineData("failed", "enabled", ServiceStatus.Failed, true)]
    [InlineData("not-found", null, ServiceStatus.NotInstalled, null)]
    [InlineData("activating", "static", ServiceStatus.Unknown, true)]
    public void Tells_the_state_of_services(string active, string? enabled, ServiceStatus status, bool? starts) =>
        (Open with { Services = [new ServiceState("jicofo", active, null, enabled, null)] }).Observe().Services.ShouldBe([new("jicofo", status, starts)]);

    [Fact]
    public void Compares_accounts_with_their_credentials_and_lets_no_verifier_out()
    {
        var accounts = Open.WithAccounts(Account("bob"), Account("alice"), Account("j%2edoe", Verifier with { Salt = "another" })).Observe(("alice", Credential), ("j.doe", Credential)).Accounts;
        accounts.Items.ShouldNotBeNull().ShouldBe([new("alice", Credential.Id, false, null), new("bob", null, false, null), new("j.doe", null, false, null)]);
        JsonSerializer.Serialize(accounts, WireJson.Options).ShouldNotContain(Verifier.StoredKey);
    }

    [Theory]
    [InlineData("Upper", AccountProblem.UnreachableName)] // Prosody folds names before it looks
    [InlineData("stra%c3%9fe", AccountProblem.UnreachableName)]
    [InlineData("a%40b", AccountProblem.UnreachableName)]
    [InlineData("not-encoded", AccountProblem.WrongEncoding)]
    [InlineData("%2F", AccountProblem.WrongEncoding)]
    [InlineData("%ff", AccountProblem.WrongEncoding)]
    [InlineData("j%c3%bcrgen", null)]
    public void Tells_a_file_that_no_login_reaches(string file, AccountProblem? problem) =>
        Open.WithAccounts(Account(file)).Observe().Accounts.Items!.Value.Single().Problem.ShouldBe(problem);

    [Fact]
    public void Tells_an_account_that_cannot_log_in_by_why()
    {
        Problem(Account("a") with { Record = AccountRecord.Clear, Verifier = null }).ShouldBe(AccountProblem.ClearText);
        Problem(Account("a") with { Record = AccountRecord.Invalid, Verifier = null }).ShouldBe(AccountProblem.Malformed);
        Problem(Account("a") with { Record = AccountRecord.Unreadable, Verifier = null }).ShouldBe(AccountProblem.Unreadable);
        Problem(Account("a") with { Kind = AccountFileKind.Link }).ShouldBe(AccountProblem.Malformed);
        Problem(Account("a", Verifier with { Hash = ScramHash.Sha256 })).ShouldBe(AccountProblem.WrongHash);
        Problem(Account("a")).ShouldBeNull();
    }

    [Fact]
    public void The_digest_of_accounts_is_that_of_what_is_told()
    {
        var one = Open.WithAccounts(Account("alice"), Account("bob")).Observe().Accounts;
        Open.WithAccounts(Account("bob"), Account("alice")).Observe().Accounts.Digest.ShouldBe(one.Digest);
        Open.WithAccounts(Account("alice"), Account("bob")).Observe(("bob", Credential)).Accounts.Digest.ShouldNotBe(one.Digest);
        Open.WithAccounts(Account("alice"), Account("bob") with { Disabled = true }).Observe().Accounts.Digest.ShouldNotBe(one.Digest);
    }

    [Theory]
    [InlineData(AccountsState.Unreadable, "the accounts' directory cannot be read")]
    [InlineData(AccountsState.TooMany, "there are more accounts than are read")]
    [InlineData(AccountsState.Same, "they were not sent")]
    public void Accounts_that_were_not_seen_are_not_none(AccountsState state, string problem)
    {
        var accounts = (Open with { Accounts = new(state, null, null) }).Observe().Accounts;
        accounts.Items.ShouldBeNull();
        accounts.Problem.ShouldBe(problem);
        (Open with { Accounts = new(AccountsState.Absent, null, null) }).Observe().Accounts.Items!.Value.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("root", "600", false)]
    [InlineData("root", "644", false)] // Prosody can't write it again
    [InlineData("prosody", "644", true)] // as Prosody 13 makes it, in a directory that is closed
    [InlineData("prosody", "666", false)]
    public void Finds_an_account_that_Prosody_cannot_keep(string owner, string mode, bool fine) =>
        Open.WithAccounts(Account("alice") with { Owner = owner, Mode = mode }).Observe().OnDisk.Files.Length.ShouldBe(fine ? 0 : 1);

    private static AccountProblem? Problem(HostAccount account) => Open.WithAccounts(account).Observe().Accounts.Items!.Value.Single().Problem;
}
