using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
using Fleet.ControlPlane.Users;
using Fleet.Jitsi.Scram;

namespace Fleet.ControlPlane.Plans;

/// <summary>A registration without a password: spares of either hash, ids alone, stand in for the credentials that it would make.</summary>
public static class PlannedRegistration
{
    public static Task<Domain.Refusal?> Decide(FleetChange change, string name, string selector)
    {
        var id = Guid.CreateVersion7();
        return RegistrationDecision.Decide(change, name, selector, id,
            servers => CredentialPool.Of(servers.SelectMany(_ => Enum.GetValues<ScramHash>()).Select(hash => StandIn(id, hash))));
    }

    private static SealedCredential StandIn(Guid user, ScramHash hash) => new(Guid.CreateVersion7(), user, Server: null, hash.Name(), Jwe: "");
}
