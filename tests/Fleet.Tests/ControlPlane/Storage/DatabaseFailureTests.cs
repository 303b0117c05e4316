using Fleet.ControlPlane.Storage;
using Npgsql;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Storage;

public sealed class DatabaseFailureTests
{
    [Fact]
    public void a_broken_connection_is_nobodys_fault_wherever_it_is_wrapped() =>
        DatabaseFailure.IsAway(new InvalidOperationException("marten", new NpgsqlException("cut", new IOException()))).ShouldBeTrue();

    [Fact]
    public void a_statement_that_took_too_long_may_be_the_reports_fault() =>
        DatabaseFailure.IsAway(new NpgsqlException("slow", new TimeoutException())).ShouldBeFalse();

    [Theory]
    [InlineData("FATAL", "57P01", true)]
    [InlineData("ERROR", "08006", true)]
    [InlineData("ERROR", "40001", false)]
    [InlineData("ERROR", "55P03", false)]
    [InlineData("ERROR", "23514", false)]
    public void an_answer_of_the_server_counts_unless_it_is_going(string severity, string state, bool away) =>
        DatabaseFailure.IsAway(new PostgresException("", severity, severity, state)).ShouldBe(away);
}
