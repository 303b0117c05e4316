namespace Fleet.Contracts.Api.Client;

public sealed class HoldsClient(ApiHttp api)
{
    public Task<CommandAccepted> Pause(PauseRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.Pause, request, ApiJson.Default.PauseRequest, headers, ct);

    public Task<CommandAccepted> Resume(ResumeRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.Resume, request, ApiJson.Default.ResumeRequest, headers, ct);

    public Task<CommandAccepted> AllowRepairs(AllowRepairsRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.Repairs, request, ApiJson.Default.AllowRepairsRequest, headers, ct);
}
