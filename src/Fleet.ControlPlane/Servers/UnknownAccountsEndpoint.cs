using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class UnknownAccountsEndpoint
{
    [WolverinePost(Routes.ServersAccounts)]
    public static Task<IResult> Post(AccountsRequest request, HttpContext http, CommandDesk desk) =>
        desk.Handle(http, UnknownAccountsDecision.NameOf(request), request.Selector, request, change => UnknownAccountsDecision.Decide(change, request));
}
