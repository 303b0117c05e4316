using Fleet.ControlPlane.Servers;
using Fleet.Domain.Reconciling;
using Fleet.Tests.Domain;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Servers;

public sealed class ObservationViewsTests
{
    private static readonly Observation Seen = Some.Observation();

    [Fact]
    public void what_lets_guests_in_is_shown_layer_by_layer()
    {
        var seen = Seen with
        {
            OnDisk = Seen.OnDisk with
            {
                Guests = new(GuestHost.Anonymous, "jitsi-anonymous", Ours: true, Rewritable: true, "conf.d/guest.cfg.lua:1", null, []),
                Jicofo = JicofoAuthentication.On,
                JicofoFiles = new(JicofoAuthentication.On, Installed: true, JicofoSource.File, Ours: true, Rewritable: true, null),
                AnonymousDomain = "guest.meet.example",
            },
            InForce = Seen.InForce with { GuestHostProvider = InForce.NotServed, Jicofo = new(JicofoAuthentication.Off, null) },
        };
        ObservationViews.Of(seen).Guests.ShouldBe(new("jitsi-anonymous, made by Fleet", "none", "on", "off", "guest.meet.example"));
    }

    [Fact]
    public void what_cannot_be_determined_says_why_instead()
    {
        var seen = Seen with
        {
            OnDisk = Seen.OnDisk with
            {
                Guests = new(GuestHost.Unknown, null, false, false, null, "no Lua", []),
                JicofoFiles = new(JicofoAuthentication.Unknown, Installed: true, null, false, false, "no HOCON"),
                WebClient = new(null, Determined: false, Editable: false, null, "no JavaScript"),
            },
            InForce = Seen.InForce with { Problem = "no shell", Jicofo = new(JicofoAuthentication.Unknown, "no answer") },
        };
        ObservationViews.Of(seen).Guests.ShouldBe(new("no Lua", "no shell", "no HOCON", "no answer", "no JavaScript"));
    }

    [Fact]
    public void each_address_that_was_probed_is_shown() => ObservationViews.Of(
        Some.Probe() with { Addresses = [new("192.0.2.7", "ab12", AnonymousLogin.Refused, AnonymousLogin.Accepted, AnonymousLogin.NoSuchHost)] })
        .Addresses.ShouldHaveSingleItem().ShouldBe(new("192.0.2.7", "ab12", "refused", "accepted", "no-such-host"));
}
