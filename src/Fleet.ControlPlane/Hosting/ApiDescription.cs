using Fleet.Contracts.Api;
using Microsoft.AspNetCore.Http.Metadata;
using Wolverine.Http;

namespace Fleet.ControlPlane.Hosting;

/// <summary>What OpenAPI can't see in an IResult: commands answer alike, and refusals are problems with a code.</summary>
public static class ApiDescription
{
    private static readonly int[] Refusals =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict,
        StatusCodes.Status412PreconditionFailed, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable,
    ];

    public static void Describe(HttpChain chain)
    {
        var isCommand = !chain.HttpMethods.Contains("GET");
        if (isCommand && chain.Method.Method.GetCustomAttributes(typeof(IProducesResponseTypeMetadata), false).Length == 0)
            chain.Metadata.Produces<CommandAccepted>();
        foreach (var status in Refusals)
            chain.Metadata.Produces<Problem>(status, "application/problem+json");
    }
}
