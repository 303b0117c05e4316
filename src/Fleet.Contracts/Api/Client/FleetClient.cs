namespace Fleet.Contracts.Api.Client;

/// <summary>
/// The typed client. Calls answer with the DTO or throw: <see cref="ProblemException"/> when the control plane refused,
/// <see cref="UnreachableException"/> when there was no answer. Hand in <see cref="ApiHttp.Create"/>'s client, or a test server's.
/// </summary>
public sealed class FleetClient(HttpClient http)
{
    private readonly ApiHttp api = new(http);

    public ServersClient Servers => new(api);

    public UsersClient Users => new(api);

    public OperatorsClient Operators => new(api);

    public CommandsClient Commands => new(api);

    public HoldsClient Holds => new(api);

    public RecoveryClient Recovery => new(api);

    public DriftClient Drift => new(api);

    public AuditClient Audit => new(api);

    public Task<FleetInfo> Info(CancellationToken ct) => api.Get(Routes.Fleet, ApiJson.Default.FleetInfo, ct);

    public Task<PlanResult> Plan(PlanRequest request, CancellationToken ct) =>
        api.Ask(Routes.Plan, request, ApiJson.Default.PlanRequest, ApiJson.Default.PlanResult, ct);
}
