using System.Net.Http.Json;

namespace Fleet.Contracts.Api.Client;

public sealed class OperatorsClient(ApiHttp api)
{
    public Task<IReadOnlyList<OperatorSummary>> List(CancellationToken ct) =>
        api.All(Routes.Operators, ApiJson.Default.PagedOperatorSummary, ct);

    public Task<OperatorToken> Add(AddOperatorRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Send(
            HttpMethod.Post, Routes.Operators, JsonContent.Create(request, ApiJson.Default.AddOperatorRequest), headers,
            ApiJson.Default.OperatorToken, ct);

    public Task<CommandAccepted> Revoke(string name, CommandHeaders headers, CancellationToken ct) =>
        api.Command(HttpMethod.Delete, Routes.For(Routes.Operator, name), headers, ct);
}
