namespace Fleet.Contracts.Api.Client;

public sealed class ServersClient(ApiHttp api)
{
    /// <summary>All servers the selector matches; retired ones only on request.</summary>
    public Task<IReadOnlyList<ServerSummary>> List(string selector, bool retired, CancellationToken ct) =>
        api.All($"{Routes.Servers}?selector={Uri.EscapeDataString(selector)}{(retired ? "&retired=true" : "")}", ApiJson.Default.PagedServerSummary, ct);

    public Task<ServerDetail> Get(string name, CancellationToken ct) =>
        api.Get(Routes.For(Routes.Server, name), ApiJson.Default.ServerDetail, ct);

    public Task<CommandAccepted> Enroll(EnrollServerRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.Servers, request, ApiJson.Default.EnrollServerRequest, headers, ct);

    public Task<CommandAccepted> Pin(string name, HostKeyInfo key, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.For(Routes.ServerPin, name), new(key.Algorithm, key.Fingerprint), ApiJson.Default.PinHostKeyRequest, headers, ct);

    public Task<CommandAccepted> Relabel(string name, RelabelServerRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.For(Routes.ServerRelabel, name), request, ApiJson.Default.RelabelServerRequest, headers, ct);

    public Task<CommandAccepted> Move(string name, MoveServerRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.For(Routes.ServerMove, name), request, ApiJson.Default.MoveServerRequest, headers, ct);

    public Task<CommandAccepted> Replace(string name, ReplaceServerRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.For(Routes.ServerReplace, name), request, ApiJson.Default.ReplaceServerRequest, headers, ct);

    public Task<CommandAccepted> Retire(string name, CommandHeaders headers, CancellationToken ct) =>
        api.Command(HttpMethod.Post, Routes.For(Routes.ServerRetire, name), headers, ct);

    public Task<CommandAccepted> Adopt(string name, CommandHeaders headers, CancellationToken ct) =>
        api.Command(HttpMethod.Post, Routes.For(Routes.ServerAdopt, name), headers, ct);

    public Task<CommandAccepted> ScanKey(string name, CommandHeaders headers, CancellationToken ct) =>
        api.Command(HttpMethod.Post, Routes.For(Routes.ServerScanKey, name), headers, ct);

    public Task<CommandAccepted> SetAccessMode(AccessModeRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.ServersAccess, request, ApiJson.Default.AccessModeRequest, headers, ct);

    public Task<CommandAccepted> SetEnforcement(EnforcementRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.ServersEnforcement, request, ApiJson.Default.EnforcementRequest, headers, ct);

    public Task<CommandAccepted> ChangeAccounts(AccountsRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.ServersAccounts, request, ApiJson.Default.AccountsRequest, headers, ct);

    public Task<CommandAccepted> AcceptVersion(AcceptVersionRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.ServersVersion, request, ApiJson.Default.AcceptVersionRequest, headers, ct);

    public Task<CommandAccepted> Canary(string name, CanaryRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.For(Routes.ServerCanary, name), request, ApiJson.Default.CanaryRequest, headers, ct);

    public Task<CommandAccepted> Check(CheckRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.Checks, request, ApiJson.Default.CheckRequest, headers, ct);
}
