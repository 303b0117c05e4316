using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Commands;

/// <summary>What a command prints with <c>-o json</c>. <c>Status</c> is missing when nobody waited.</summary>
internal sealed record CommandResult(CommandAccepted Accepted, CommandStatus? Status, bool TimedOut);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommandResult))]
internal sealed partial class ResultJson : JsonSerializerContext;
