using System.CommandLine;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

/// <summary>Where a server is reached: by workers over SSH, and by the outside probe.</summary>
internal static class EndpointOptions
{
    public static readonly Option<SshText?> Ssh = SshText.Option(
        "--ssh", "where workers reach it [default: the domain, user fleet, port 22]");
    public static readonly Option<SshText?> Jump = SshText.Option("--jump", "a jump host on the way");
    public static readonly Option<SshText?> Probe = SshText.Option(
        "--probe", "where the outside probe connects [default: the domain by DNS, port 443]");
    public static readonly Option<FileInfo?> ProbeCa = new("--probe-ca")
    {
        Description = "the probe trusts this CA (PEM) instead of the system's",
        HelpName = "FILE",
    };
    public static readonly Option<string?> ProbePin = new("--probe-pin")
    {
        Description = "the probe trusts exactly this public key",
        HelpName = "SHA256-HEX",
    };

    public static void AddTo(Verb verb)
    {
        foreach (var option in (Option[])[Ssh, Jump, Probe, ProbeCa, ProbePin]) verb.Add(option);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(ProbeCa) is not null && result.GetValue(ProbePin) is not null)
                result.AddError("--probe-ca and --probe-pin exclude each other.");
            if (result.GetValue(Probe)?.User is not null) result.AddError("--probe is HOST[:PORT]: nobody logs in there.");
        });
    }

    public static SshAddress SshAddress(Call call, SshAddress preset) => new(
        call.Get(Ssh)?.Host ?? preset.Address,
        call.Get(Ssh)?.Port ?? preset.Port,
        call.Get(Ssh)?.User ?? preset.User,
        call.Get(Jump) is { } jump ? new JumpAddress(jump.Host, jump.Port ?? 22, jump.User ?? "fleet") : preset.Jump);

    public static async Task<ProbeAddress> ProbeAddress(Call call, ProbeAddress preset)
    {
        var to = call.Get(Probe) is { } probe ? preset with { Address = probe.Host, Port = probe.Port ?? 443 } : preset;
        if (call.Get(ProbeCa) is { } ca) return to with { Trust = "authority", Authority = await Pem(ca, call.Ct), PinnedKey = null };
        return call.Get(ProbePin) is { } pin ? to with { Trust = "pinned-key", PinnedKey = pin, Authority = null } : to;
    }

    private static async Task<string> Pem(FileInfo file, CancellationToken ct)
    {
        if (!file.Exists || file.Length > 64 * 1024)
            throw Refusals.Unusable("file-error", file.Exists ? $"{file} is too large for a certificate" : $"{file} does not exist");
        var text = await File.ReadAllTextAsync(file.FullName, ct);
        return text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) && !text.Contains("PRIVATE KEY", StringComparison.Ordinal)
            ? text
            : throw Refusals.Refused("certificate-invalid", $"{file} is no PEM file of certificates alone");
    }
}
