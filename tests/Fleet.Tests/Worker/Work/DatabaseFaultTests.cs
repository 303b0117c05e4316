using Fleet.Worker.Work;
using Npgsql;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Work;

public sealed class DatabaseFaultTests
{
    [Theory]
    [InlineData("08006")] // the connection broke
    [InlineData("40001")] // serialization
    [InlineData("40P01")] // deadlock
    [InlineData("53300")] // too many connections
    [InlineData("55P03")] // a lock not come by
    [InlineData("57014")] // a statement that took too long
    [InlineData("57P01")] // shut down by its administrator
    [InlineData("57P03")] // starting up
    [InlineData("25006")] // a standby
    public void what_passes_is_worth_another_try(string state) => IsPermanent(state).ShouldBeFalse();

    [Theory]
    [InlineData("22021")] // a byte that is no text
    [InlineData("23514")] // a check
    [InlineData("28P01")] // the password
    [InlineData("42501")] // rights
    [InlineData("42883")] // the function
    [InlineData("P0001")] // raised
    [InlineData("")]
    public void what_would_be_refused_again_is_not(string state) => IsPermanent(state).ShouldBeTrue();

    private static bool IsPermanent(string state) => DatabaseFault.IsPermanent(new PostgresException("", "ERROR", "ERROR", state));
}
