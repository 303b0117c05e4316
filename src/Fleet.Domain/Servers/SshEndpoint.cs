using System.Text.Json.Serialization;

namespace Fleet.Domain.Servers;

public sealed record SshEndpoint(string Address, int Port, string User, JumpHost? Jump = null)
{
    /// <summary>What two servers may not share: behind different jump hosts the same private address is another machine.</summary>
    [JsonIgnore]
    public string UniqueKey => Jump is null ? $"{Address} port {Port}" : $"{Address} port {Port} behind {Jump.Address} port {Jump.Port}";

    /// <summary>The same endpoint in its normal form, or why it is none.</summary>
    public Result<SshEndpoint> Checked()
    {
        if (SshHop.Refuse(Address, Port, User, out var address) is { } refusal)
        {
            return refusal;
        }

        if (Jump is null)
        {
            return this with { Address = address };
        }

        return Jump.Checked().TryGet(out var jump, out var jumpRefusal) ? this with { Address = address, Jump = jump } : jumpRefusal;
    }
}

public sealed record JumpHost(string Address, int Port, string User, HostKey? Key = null)
{
    public Result<JumpHost> Checked()
    {
        if ((SshHop.Refuse(Address, Port, User, out var address) ?? Key?.Checked().Refusal) is { } refusal)
        {
            return refusal;
        }

        return this with { Address = address };
    }
}

internal static class SshHop
{
    public static Refusal? Refuse(string address, int port, string user, out string normal)
    {
        normal = address;
        if (!HostAddress.Parse(address).TryGet(out var parsed, out var refusal))
        {
            return refusal;
        }

        normal = parsed;
        return Port.Refuse(port)
            ?? (user == "root" ? new SshUserIsRoot() : IsLogin(user) ? null : new SshUserInvalid(Printable.Clip(user, 32)));
    }

    private static bool IsLogin(string user) =>
        user.Length is > 0 and <= 32
        && (char.IsAsciiLetterLower(user[0]) || user[0] == '_')
        && user.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
}

internal static class Port
{
    public static Refusal? Refuse(int port) => port is > 0 and <= 65535 ? null : new PortInvalid(port);
}
