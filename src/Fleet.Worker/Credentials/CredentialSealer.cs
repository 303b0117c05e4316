using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Keys;
using Jose;

namespace Fleet.Worker.Credentials;

/// <summary>Seals a verifier that was found on a server, so that it can be handed to the control plane without being readable there.</summary>
internal sealed class CredentialSealer(FleetKeys keys)
{
    public AdoptedAccount Seal(DesiredServer server, string user, ScramVerifier verifier, Guid credentialId)
    {
        var header = new SealingHeader(
            keys.Current.Kid, keys.Fleet.ToString(), credentialId.ToString(), user, server.Id.ToString(), server.Domain, verifier.Hash.Name(), SealingHeader.ForAccount);
        var jwe = JWT.Encode(SealedContent.Write(verifier), keys.Current.PublicJwk, JweAlgorithm.ECDH_ES, JweEncryption.A256GCM, extraHeaders: header.ToMembers());
        return new AdoptedAccount(user, credentialId, verifier.Hash.Name(), jwe);
    }
}
