using Fleet.Worker;
using Fleet.Worker.Hosting;
using Fleet.Worker.Work;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Hosting;

public sealed class ConfigurationTests
{
    [Fact]
    public void a_complete_configuration_has_no_problem() => Complete().Problem().ShouldBeNull();

    [Fact]
    public void what_is_missing_is_named_with_its_variable()
    {
        Missing(o => o.Database = null, "FLEET_Database");
        Missing(o => o.Keys = "", "FLEET_Keys");
        Missing(o => o.State = null, "FLEET_State");
        Missing(o => o.Lease = new LeaseOptions { Length = TimeSpan.FromSeconds(3), RenewEvery = TimeSpan.FromSeconds(2), Margin = TimeSpan.FromSeconds(1) }, "FLEET_Lease");
    }

    private static void Missing(Action<WorkerOptions> spoil, string variable)
    {
        var options = Complete();
        spoil(options);
        options.Problem().ShouldNotBeNull().ShouldContain(variable);
    }

    private static WorkerOptions Complete() => new() { Database = "Host=x", Keys = "/keys", State = "/state" };
}
