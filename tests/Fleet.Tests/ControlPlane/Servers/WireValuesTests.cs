using Fleet.Contracts.Api;
using Fleet.ControlPlane.Servers;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Servers;

public sealed class WireValuesTests
{
    [Fact]
    public void An_authority_that_no_worker_could_read_is_refused()
    {
        var broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        WireValues.Probe(new ProbeAddress(null, Trust: "authority", Authority: broken)).TryGet(out _, out var refusal).ShouldBeFalse();
        refusal!.Code.ShouldBe("probe-authority-unreadable");
    }
}
