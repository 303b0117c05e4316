using Fleet.Contracts.Api;
using Fleet.Domain.Holds;

namespace Fleet.ControlPlane.Holds;

public static class HoldViews
{
    public static ServerHold Of(Hold hold, string server) => new(
        Kebab.Text(hold.Kind), hold.By, hold.Since, hold.Until, hold.Reason, hold.Everywhere, HoldText.Of(hold, server), hold.EndedBy(server));
}
