namespace Fleet.Worker.Ssh;

/// <summary>One command and what it is given on stdin. Secrets travel only there: never in the command, which shows in the host's process list.</summary>
internal sealed record SshRequest(string Command, ReadOnlyMemory<byte> Input, int OutputLimit, TimeSpan Timeout)
{
    public override string ToString() => $"{Command} ({Input.Length} bytes of input)";
}
