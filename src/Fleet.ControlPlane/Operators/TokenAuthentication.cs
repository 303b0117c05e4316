using System.Security.Claims;
using System.Text.Encodings.Web;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Fleet.ControlPlane.Operators;

/// <summary>The one place that says who somebody is.</summary>
public sealed class TokenAuthentication(
    NpgsqlDataSource database, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const int LongestToken = 200;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith($"{SchemeName} ", StringComparison.OrdinalIgnoreCase) || header.Length > LongestToken)
            return AuthenticateResult.NoResult();
        if (await OperatorTokens.Find(database, new Secret(header[(SchemeName.Length + 1)..].Trim()), Context.RequestAborted) is not { } name)
            return AuthenticateResult.Fail("not a valid token");
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        return Problems.Answer(
            "A valid operator's token is needed; none was sent, or it is unknown, revoked or expired",
            StatusCodes.Status401Unauthorized, "token-invalid",
            next: "fleet operators list (as somebody whose token is valid), or on the control plane's machine: fleet-controlplane operator-token NAME").ExecuteAsync(Context);
    }
}
