using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Fleet.Contracts.Api.Client;

/// <summary>Requests, retries and answers; knows nothing of what is asked for.</summary>
public sealed class ApiHttp(HttpClient http)
{
    private const long MaxAnswer = 64 * 1024 * 1024;
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    /// <summary>Follows no redirect and, on plain HTTP, no proxy: the token goes to <c>url</c> and to nobody else.</summary>
    public static HttpClient Create(Uri url, Secret? token, string program)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = url.Scheme != Uri.UriSchemeHttp,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
        var http = new HttpClient(handler) { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswer };
        http.DefaultRequestHeaders.Add(Headers.Client, program);
        if (token is { } secret) http.DefaultRequestHeaders.Authorization = new("Bearer", secret.Value);
        return http;
    }

    internal Task<T> Get<T>(string route, JsonTypeInfo<T> answer, CancellationToken ct) =>
        WithRetries(() => new(HttpMethod.Get, route), answer, key: null, ct);

    /// <summary>A POST that changes nothing.</summary>
    internal Task<T> Ask<TBody, T>(string route, TBody body, JsonTypeInfo<TBody> bodyInfo, JsonTypeInfo<T> answer, CancellationToken ct) =>
        Send(HttpMethod.Post, route, JsonContent.Create(body, bodyInfo), new(Guid.NewGuid()), answer, ct);

    internal Task<CommandAccepted> Command<TBody>(
        string route, TBody body, JsonTypeInfo<TBody> bodyInfo, CommandHeaders headers, CancellationToken ct) =>
        Send(HttpMethod.Post, route, JsonContent.Create(body, bodyInfo), headers, ApiJson.Default.CommandAccepted, ct);

    internal Task<CommandAccepted> Command(HttpMethod method, string route, CommandHeaders headers, CancellationToken ct) =>
        Send(method, route, body: null, headers, ApiJson.Default.CommandAccepted, ct);

    internal async Task<T> Send<T>(
        HttpMethod method, string route, JsonContent? body, CommandHeaders headers, JsonTypeInfo<T> answer, CancellationToken ct)
    {
        // Buffered, so that a retry sends the same bytes again.
        var bytes = body is null ? null : await body.ReadAsByteArrayAsync(ct);
        return await WithRetries(() => Request(method, route, bytes, headers), answer, headers.Key, ct);
    }

    internal async Task<Stream> Open(string route, string? lastEventId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, route);
        request.Headers.Accept.Add(new("text/event-stream"));
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.IsSuccessStatusCode) return await response.Content.ReadAsStreamAsync(ct);
        using (response) throw new ProblemException(await Answers.ReadProblem(response, ct));
    }

    private static HttpRequestMessage Request(HttpMethod method, string route, byte[]? body, CommandHeaders headers)
    {
        var request = new HttpRequestMessage(method, route);
        request.Headers.Add(Headers.IdempotencyKey, headers.Key.ToString());
        if (headers.Reason is { } reason) request.Headers.Add(Headers.Reason, Uri.EscapeDataString(reason));
        if (headers.Expect is { } servers) request.Headers.Add(Headers.Expect, servers.ToString(CultureInfo.InvariantCulture));
        if (headers.ConfirmRemovals is { } removals) request.Headers.Add(Headers.ConfirmRemovals, removals.ToString(CultureInfo.InvariantCulture));
        if (headers.IfMatch is { } generation) request.Headers.IfMatch.Add(new($"\"{generation}\""));
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        return request;
    }

    private async Task<T> WithRetries<T>(Func<HttpRequestMessage> make, JsonTypeInfo<T> answer, Guid? key, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            var last = attempt == Pauses.Length;
            try
            {
                using var request = make();
                using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
                deadline.CancelAfter(TimeSpan.FromSeconds(30));
                using var response = await http.SendAsync(request, deadline.Token);
                if (last || !Answers.IsPassing(response)) return await Answers.Read(response, answer, deadline.Token);
            }
            catch (ProblemException e) when (e.Problem.Code == "outcome-unknown" && key is not null)
            {
                throw new UnreachableException(e.Problem.Title, key, e);
            }
            catch (Exception e) when (IsTransport(e) && !ct.IsCancellationRequested)
            {
                if (last) throw new UnreachableException($"no answer from {http.BaseAddress}: {e.Message}", key, e);
            }

            await Task.Delay(Pauses[attempt], ct);
        }
    }

    internal static bool IsTransport(Exception e) => e is HttpRequestException or IOException or OperationCanceledException;
}
