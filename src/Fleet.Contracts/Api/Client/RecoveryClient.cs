namespace Fleet.Contracts.Api.Client;

public sealed class RecoveryClient(ApiHttp api)
{
    public Task<Recovery> Get(CancellationToken ct) => api.Get(Routes.Recovery, ApiJson.Default.Recovery, ct);

    public Task<CommandAccepted> Accept(RecoveryRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.RecoveryAccept, request, ApiJson.Default.RecoveryRequest, headers, ct);

    public Task<BackupList> Backup(CancellationToken ct) => api.Get(Routes.Backup, ApiJson.Default.BackupList, ct);
}
