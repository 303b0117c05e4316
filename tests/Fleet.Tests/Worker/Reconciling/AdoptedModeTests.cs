using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Tests.Domain;
using Fleet.Worker.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class AdoptedModeTests
{
    [Theory]
    [InlineData("jitsi-anonymous", GuestHost.Absent, AccessMode.Open)]
    [InlineData("anonymous", GuestHost.Anonymous, AccessMode.Open)]
    [InlineData("internal_hashed", GuestHost.Absent, AccessMode.Members)]
    [InlineData("internal_hashed", GuestHost.Closed, AccessMode.Members)]
    [InlineData("internal_hashed", GuestHost.Unknown, AccessMode.Members)]
    [InlineData("internal_hashed", GuestHost.Anonymous, AccessMode.Guests)]
    [InlineData("token", GuestHost.Anonymous, null)]
    [InlineData(null, GuestHost.Absent, null)]
    public void a_server_is_taken_for_what_its_files_were_meant_to_be(string? provider, GuestHost guests, AccessMode? mode)
    {
        var disk = Some.Observation().OnDisk;
        AdoptedMode.Of(disk with
        {
            Provider = disk.Provider with { Value = provider },
            Guests = new GuestHostReading(guests, null, Ours: false, Rewritable: false, null, null, []),
        }).ShouldBe(mode);
    }
}
