using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
using Fleet.ControlPlane.Users;

namespace Fleet.ControlPlane.Plans;

/// <summary>A registration without a password: the credentials that it would make stand in by their ids alone.</summary>
public static class PlannedRegistration
{
    public static Task<Domain.Refusal?> Decide(FleetChange change, string name, string selector)
    {
        var id = Guid.CreateVersion7();
        return RegistrationDecision.Decide(change, name, selector, id,
            servers => CredentialPool.Of(servers.Select(s => new SealedCredential(Guid.CreateVersion7(), id, s.Id, "", ""))));
    }
}
