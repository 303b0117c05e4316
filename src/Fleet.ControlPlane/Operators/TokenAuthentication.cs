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
    NpgsqlDataSource database, TokenGuesses guesses, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const int LongestToken = 200;
    private bool _tooMany;

    public static Problem Invalid { get; } = new(
        "A valid operator's token is needed; none was sent, or it is unknown, revoked or expired", StatusCodes.Status401Unauthorized, "token-invalid",
        Next: "fleet operators list (as somebody whose token is valid), or on the control plane's machine: fleet-controlplane operator-token NAME");

    private static Problem TooMany { get; } = new(
        $"More than {TokenGuesses.MostPerMinute} wrong tokens came from this address within a minute, so none is looked at", StatusCodes.Status429TooManyRequests,
        "too-many-wrong-tokens", Next: "find what sends them; the same again in a minute");

    public static Secret? Sent(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: <= LongestToken } header && header.StartsWith($"{SchemeName} ", StringComparison.OrdinalIgnoreCase)
            ? new Secret(header[(SchemeName.Length + 1)..].Trim())
            : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Sent(Request) is not { } token)
            return AuthenticateResult.NoResult();
        var (from, hash) = (Context.Connection.RemoteIpAddress, OperatorTokens.Hash(token));
        if (!guesses.MayTry(from, hash))
        {
            _tooMany = true;
            return AuthenticateResult.Fail("too many wrong tokens");
        }
        var name = await OperatorTokens.Find(database, token, Context.RequestAborted);
        guesses.Told(from, hash, good: name is not null);
        if (name is null)
            return AuthenticateResult.Fail("not a valid token");
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        return Problems.Answer(_tooMany ? TooMany : Invalid).ExecuteAsync(Context);
    }
}
