using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Wolverine.Http;

namespace Fleet.ControlPlane.Users;

public static class UserCredentialEndpoint
{
    [WolverinePost(Routes.UserCredential)]
    public static Task<IResult> Post(string name, UserCredentialRequest request, HttpContext http, CommandDesk desk) =>
        desk.Handle(http, UserCredentialDecision.NameOf(request), name, request, change => UserCredentialDecision.Decide(change, name, request));
}
