using System.Diagnostics;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Work;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class ReconcileActivityTests
{
    [Fact]
    public void the_commands_trace_goes_on_in_the_worker()
    {
        using var listener = new ActivityListener { ShouldListenTo = s => s.Name == "Fleet.Worker", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(listener);
        using var activity = ReconcileActivity.Start(Claim("00-0123456789abcdef0123456789abcdef-0123456789abcdef-01 fleet=aaaaaaaa89abcdef0123456789abcdef"));
        activity.ShouldNotBeNull().TraceId.ToHexString().ShouldBe("0123456789abcdef0123456789abcdef");
        activity.ParentSpanId.ToHexString().ShouldBe("0123456789abcdef");
    }

    [Theory]
    [InlineData("00-0123456789abcdef0123456789abcdef-0123456789abcdef-01", "01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("00-0123456789abcdef0123456789abcdef-0123456789abcdef-01 fleet=aaaaaaaa89abcdef0123456789abcdef", "aaaaaaaa-89ab-cdef-0123-456789abcdef")]
    [InlineData("00-0123456789abcdef0123456789abcdef-0123456789abcdef-01 other=aaaaaaaa89abcdef0123456789abcdef", null)]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("rubbish", null)]
    public void the_state_of_the_trace_names_the_command(string? traceparent, string? command) =>
        ReconcileActivity.CorrelationOf(Claim(traceparent)).ShouldBe(command is null ? null : Guid.Parse(command));

    private static Claim Claim(string? traceparent) => new(Guid.NewGuid(), 1, 0, 1, 0, 0, [], traceparent, new(1, 0), Guid.Empty);
}
