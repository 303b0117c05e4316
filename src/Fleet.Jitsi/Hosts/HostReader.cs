using Fleet.Domain.Reconciling;

namespace Fleet.Jitsi.Hosts;

/// <summary>From a host's reply to the normalised observation that is compared with the desired state.</summary>
public static class HostReader
{
    public static Observation Read(HostView view, HostExpectations expected) => new(
        expected.Now,
        FactsReader.Read(view, expected),
        OnDiskReader.Read(view),
        InForceReader.Read(view),
        [.. view.Reply.Services.Select(ServiceReader.Read)],
        AccountsJudge.Judge(view, expected.Credentials));

    public static HostHold Hold(Host.HostHold hold) => FactsReader.Hold(hold);
}
