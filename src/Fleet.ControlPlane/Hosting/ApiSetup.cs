using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Operators;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Json;
using Wolverine.Http;

namespace Fleet.ControlPlane.Hosting;

/// <summary>How the API reads, writes, knows its callers and says that something is wrong.</summary>
public static class ApiSetup
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => context.ProblemDetails.Extensions["code"] = Code(context.HttpContext.Response.StatusCode));
        services.AddExceptionHandler<Failures>();
        AddBearerTokens(services);
        services.AddAuthorization();
        services.AddWolverineHttp();
        services.AddOpenApi();
        services.ConfigureSystemTextJsonForWolverineOrMinimalApi(Json);
    }

    // The core alone: the full package keeps keys for cookies in files, and nothing here has cookies.
    private static void AddBearerTokens(IServiceCollection services)
    {
        services.AddWebEncoders();
        services.AddTransient<TokenAuthentication>().AddSingleton<TokenGuesses>();
        services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = TokenAuthentication.SchemeName;
            options.AddScheme<TokenAuthentication>(TokenAuthentication.SchemeName, null);
        });
    }

    private static void Json(JsonOptions json)
    {
        json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default.WithAddedModifier(MissingIsNotNull));
        json.SerializerOptions.RespectNullableAnnotations = true;
        json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    }

    // Whatever may be null may be left out, nothing else.
    private static void MissingIsNotNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false })
                property.IsRequired = true;
    }

    private static string Code(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "request-unreadable",
        StatusCodes.Status404NotFound => "no-such-route",
        StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "request-too-large",
        StatusCodes.Status415UnsupportedMediaType => "media-type-unsupported",
        _ => "http-error",
    };
}
