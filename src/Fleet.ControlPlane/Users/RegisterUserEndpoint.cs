using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
using Fleet.Domain;
using Fleet.Domain.Selectors;
using Fleet.Domain.Users;
using Fleet.Jitsi.Scram;
using Wolverine.Http;

namespace Fleet.ControlPlane.Users;

public static class RegisterUserEndpoint
{
    [WolverinePost(Routes.Users)]
    public static async Task<IResult> Post(RegisterUserRequest request, HttpContext http, CommandDesk desk, PasswordMaterial material)
    {
        var id = Guid.CreateVersion7();
        var credentials = await Derive(request, id, material, http.RequestAborted);
        return await desk.Handle(http, "register-user", request.Name, request, change => Decide(change, request, id, credentials));
    }

    // What the name or the selector is refused for is said by the decider; it costs no derivation.
    private static async Task<Result<ImmutableArray<SealedCredential>>> Derive(RegisterUserRequest request, Guid id, PasswordMaterial material, CancellationToken stop)
    {
        if (!Selector.Parse(request.Selector).TryGet(out var selector, out _) || UserName.Parse(request.Name).Refusal is not null)
            return ImmutableArray<SealedCredential>.Empty;
        return SaslPrep.Prepare(request.Password.Value).TryGet(out var password, out var refusal)
            ? await material.Derive(password, id, request.Name, s => selector.Matches(s.Name, s.Labels), stop)
            : refusal;
    }

    private static async Task<Refusal?> Decide(FleetChange change, RegisterUserRequest request, Guid id, Result<ImmutableArray<SealedCredential>> derived)
    {
        if (!derived.TryGet(out var credentials, out var unusable))
            return unusable;
        change.Statements.Add(SealedCredential.Insert(credentials));
        return await RegistrationDecision.Decide(change, request.Name, request.Selector, id, _ => CredentialPool.Of(credentials));
    }
}
