using System.Collections.Immutable;

namespace Fleet.Domain.Servers;

public sealed record EnrollServer(
    Guid ServerId, string Name, string Domain, SshEndpoint Endpoint, HostKey? Key, ProbeTarget Probe,
    IReadOnlyDictionary<string, string> Labels);

/// <summary>The names of the servers that already have what a command would give: null = nobody has it.</summary>
public sealed record Occupied(string? Name = null, string? Domain = null, string? Endpoint = null, string? HostKey = null)
{
    public static Occupied Nothing { get; } = new();
}

public static partial class ServerDecider
{
    public static Decision<IServerEvent> Enroll(EnrollServer command, Occupied occupied)
    {
        Refusal? refusal = null;
        if (!ServerName.Parse(command.Name).TryGet(out var name, out refusal)
            || !JitsiDomain.Parse(command.Domain).TryGet(out var domain, out refusal)
            || !command.Endpoint.Checked().TryGet(out var endpoint, out refusal)
            || !command.Probe.Checked().TryGet(out var probe, out refusal)
            || !ServerLabels.Check(command.Labels).TryGet(out var labels, out refusal))
        {
            return refusal;
        }

        refusal = command.Key?.Checked().Refusal ?? Taken(occupied, name, domain, endpoint, command.Key);
        if (refusal is not null)
        {
            return refusal;
        }

        var enrolled = new ServerEnrolled(command.ServerId, name, domain, endpoint, probe, labels);
        return Decision.Accept<IServerEvent>(command.Key is null ? [enrolled] : [enrolled, new HostKeyPinned(command.Key)]);
    }

    private static Refusal? Taken(Occupied occupied, string name, string domain, SshEndpoint endpoint, HostKey? key) => occupied switch
    {
        { Name: not null } => new ServerNameTaken(name),
        { Domain: { } by } => new DomainTaken(domain, by),
        { Endpoint: { } by } => new EndpointTaken(endpoint.UniqueKey, by),
        { HostKey: { } by } when key is not null => new HostKeyTaken(key, by),
        _ => null,
    };
}
