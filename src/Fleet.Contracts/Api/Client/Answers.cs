using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Fleet.Contracts.Api.Client;

internal static class Answers
{
    /// <summary>Gateway errors and "outcome unknown": the same request, sent again with the same key, will tell.</summary>
    public static bool IsPassing(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    public static async Task<T> Read<T>(HttpResponseMessage response, JsonTypeInfo<T> info, CancellationToken ct)
    {
        if (!response.IsSuccessStatusCode) throw new ProblemException(await ReadProblem(response, ct));
        return await Parse(response, info, ct) ?? throw new ProblemException(Unexpected(response, "an empty answer"));
    }

    public static async Task<Problem> ReadProblem(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
            return Unexpected(response, response.StatusCode == HttpStatusCode.NotFound ? "no such route: is this a Fleet control plane?" : null);
        try
        {
            var problem = await response.Content.ReadFromJsonAsync(ApiJson.Default.Problem, ct);
            return problem is { Title: not null, Code: not null } ? problem : Unexpected(response, problem?.Title);
        }
        catch (JsonException e)
        {
            return Unexpected(response, e.Message);
        }
    }

    private static async Task<T?> Parse<T>(HttpResponseMessage response, JsonTypeInfo<T> info, CancellationToken ct)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(info, ct);
        }
        catch (JsonException e)
        {
            throw new ProblemException(Unexpected(response, e.Message));
        }
    }

    private static Problem Unexpected(HttpResponseMessage response, string? why) => new(
        $"The control plane's answer can't be read: HTTP {(int)response.StatusCode} {response.ReasonPhrase}",
        (int)response.StatusCode,
        "unexpected-answer",
        why,
        [$"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri} answered {response.Content.Headers.ContentType?.ToString() ?? "nothing"}"]);
}
