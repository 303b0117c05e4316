using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.Domain.Users;
using Wolverine.Http;

namespace Fleet.ControlPlane.Users;

public static class ChangeUserEndpoints
{
    [WolverinePost(Routes.UserSelect)]
    public static Task<IResult> Select(string name, UserSelectorRequest request, HttpContext http, CommandDesk desk) =>
        desk.User(http, "select-user", name, request, user => UserDecider.Select(user, request.Selector), Regrant.OfReselectedUser);

    [WolverinePost(Routes.UserDisable)]
    public static Task<IResult> Disable(string name, HttpContext http, CommandDesk desk) =>
        desk.User(http, "disable-user", name, null, UserDecider.Disable, Regrant.OfUser);

    [WolverinePost(Routes.UserEnable)]
    public static Task<IResult> Enable(string name, HttpContext http, CommandDesk desk) =>
        desk.User(http, "enable-user", name, null, UserDecider.Enable, Regrant.OfUser);

    [WolverineDelete(Routes.User)]
    public static Task<IResult> Remove(string name, HttpContext http, CommandDesk desk) =>
        desk.User(http, "remove-user", name, null, UserDecider.Remove, async (change, user, servers) =>
        {
            change.Statements.Add(Credentials.SealedCredential.Forget(user.Id));
            await Regrant.OfUser(change, user, servers);
        });
}
