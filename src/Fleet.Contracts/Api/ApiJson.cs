using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fleet.Contracts.Api;

/// <summary>The API's JSON: camelCase, enums in kebab-case, nulls left out; generated at build, so that nothing is reflected at start.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FleetInfo))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(EnrollServerRequest))]
[JsonSerializable(typeof(PinHostKeyRequest))]
[JsonSerializable(typeof(RelabelServerRequest))]
[JsonSerializable(typeof(MoveServerRequest))]
[JsonSerializable(typeof(ReplaceServerRequest))]
[JsonSerializable(typeof(AccessModeRequest))]
[JsonSerializable(typeof(EnforcementRequest))]
[JsonSerializable(typeof(CheckRequest))]
[JsonSerializable(typeof(AccountsRequest))]
[JsonSerializable(typeof(PauseRequest))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(AllowRepairsRequest))]
[JsonSerializable(typeof(AcceptVersionRequest))]
[JsonSerializable(typeof(CanaryRequest))]
[JsonSerializable(typeof(WaiveDriftRequest))]
[JsonSerializable(typeof(UnwaiveDriftRequest))]
[JsonSerializable(typeof(Recovery))]
[JsonSerializable(typeof(RecoveryRequest))]
[JsonSerializable(typeof(BackupList))]
[JsonSerializable(typeof(Paged<ServerSummary>))]
[JsonSerializable(typeof(ServerDetail))]
[JsonSerializable(typeof(RegisterUserRequest))]
[JsonSerializable(typeof(UserPasswordRequest))]
[JsonSerializable(typeof(UserSelectorRequest))]
[JsonSerializable(typeof(UserCredentialRequest))]
[JsonSerializable(typeof(Paged<UserSummary>))]
[JsonSerializable(typeof(UserDetail))]
[JsonSerializable(typeof(AddOperatorRequest))]
[JsonSerializable(typeof(OperatorToken))]
[JsonSerializable(typeof(Paged<OperatorSummary>))]
[JsonSerializable(typeof(DriftPage))]
[JsonSerializable(typeof(DriftChange))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(CommandAccepted))]
[JsonSerializable(typeof(CommandStatus))]
[JsonSerializable(typeof(StagedProgress))]
[JsonSerializable(typeof(IReadOnlyList<ServerSummary>))]
[JsonSerializable(typeof(IReadOnlyList<UserSummary>))]
[JsonSerializable(typeof(IReadOnlyList<OperatorSummary>))]
[JsonSerializable(typeof(PlanRequest))]
[JsonSerializable(typeof(PlanResult))]
public sealed partial class ApiJson : JsonSerializerContext;
