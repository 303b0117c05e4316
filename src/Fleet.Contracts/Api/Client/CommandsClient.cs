using System.Runtime.CompilerServices;

namespace Fleet.Contracts.Api.Client;

/// <summary>One line of a command's story: a server's new state, or, as the last one, the whole.</summary>
public sealed record CommandUpdate(CommandProgress? Progress, CommandStatus? Finished, StagedProgress? Staged = null);

public sealed class CommandsClient(ApiHttp api)
{
    public Task<CommandStatus> Get(Guid id, CancellationToken ct) =>
        api.Get(Routes.For(Routes.Command, id.ToString()), ApiJson.Default.CommandStatus, ct);

    public Task<CommandAccepted> Revert(Guid id, CommandHeaders headers, CancellationToken ct) =>
        api.Command(HttpMethod.Post, Routes.For(Routes.CommandRevert, id.ToString()), headers, ct);

    public Task<CommandAccepted> Resume(Guid id, CommandHeaders headers, CancellationToken ct) =>
        api.Command(HttpMethod.Post, Routes.For(Routes.CommandResume, id.ToString()), headers, ct);

    /// <summary>Until the command is finished, through broken connections; a state may come more than once.</summary>
    public async IAsyncEnumerable<CommandUpdate> Watch(Guid id, Action<string>? onReconnect, [EnumeratorCancellation] CancellationToken ct)
    {
        var stream = new EventStream(api, Routes.For(Routes.CommandEvents, id.ToString()), onReconnect);
        await foreach (var next in stream.Read(ct))
        {
            if (next.Name == StreamEvents.Progress)
                yield return new(next.Read(ApiJson.Default.CommandProgress), null);
            if (next.Name == StreamEvents.Staged)
                yield return new(null, null, next.Read(ApiJson.Default.StagedProgress));
            if (next.Name != StreamEvents.Finished) continue;
            yield return new(null, next.Read(ApiJson.Default.CommandStatus));
            yield break;
        }
    }
}
