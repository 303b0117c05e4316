using System.Net;
using Fleet.Domain.Servers;
using Fleet.Worker.Probing;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Probing;

public sealed class ProbePlacesTests
{
    private static readonly Resolved TwoAddresses = new([IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")], null);

    [Fact]
    public void the_probe_address_is_first_and_no_address_is_asked_twice() =>
        Of("2001:DB8::1", TwoAddresses).ShouldSatisfyAllConditions(
            p => p.Addresses.ShouldBe(["2001:db8::1", "192.0.2.1"]), p => p.Note.ShouldBeNull());

    [Fact]
    public void without_a_probe_address_all_of_the_domains_are_asked() => Of(null, TwoAddresses).Addresses.ShouldBe(["192.0.2.1", "2001:db8::1"]);

    [Fact]
    public void a_domain_that_does_not_resolve_is_said_and_the_probe_address_asked() =>
        Of("192.0.2.9", Resolved.Not("no such name")).ShouldSatisfyAllConditions(
            p => p.Addresses.ShouldBe(["192.0.2.9"]), p => p.Note.ShouldNotBeNull().ShouldContain("only the probe address"));

    [Fact]
    public void with_neither_there_is_nowhere_to_go() =>
        Of(null, Resolved.Not("no such name")).ShouldSatisfyAllConditions(p => p.Addresses.ShouldBeEmpty(), p => p.Note.ShouldNotBeNull().ShouldContain("no such name"));

    [Fact]
    public void more_than_eight_are_not_asked_and_that_is_said()
    {
        var many = new Resolved([.. Enumerable.Range(1, 9).Select(i => IPAddress.Parse($"192.0.2.{i}"))], null);
        Of("192.0.2.100", many).ShouldSatisfyAllConditions(p => p.Addresses.Length.ShouldBe(8), p => p.Note.ShouldNotBeNull().ShouldContain("2 more addresses"));
    }

    [Fact]
    public void a_hosts_file_is_read_as_the_system_reads_it() =>
        HostsFile.Find([
            "192.0.2.9 old.example.test # meet.example.test",
            "",
            "192.0.2.1 other.example.test Meet.example.test",
            "rubbish meet.example.test",
            "2001:db8::1\tmeet.example.test",
        ], "meet.example.test")
            .ShouldBe([IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")]);

    private static ProbePlaces Of(string? address, Resolved resolved) =>
        ProbePlaces.Of("meet.example.test", new ProbeTarget(address, 443, new ProbeTrust.SystemRoots()), resolved);
}
