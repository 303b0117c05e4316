using System.Text;
using Fleet.Domain;
using Renci.SshNet;

namespace Fleet.Worker.Ssh;

/// <summary>
/// One command over one channel: its deadline, its limit on what is accepted, its failures. SSH.NET buffers whatever a host sends and its
/// calls may ignore tokens, so size and time are watched from here, and the caller ends a bad run by closing the connection.
/// </summary>
internal sealed class SshCommandRun(SshClient client, SshRequest request, SshOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(10);
    private const int ErrorLimit = 64 * 1024;
    private const int ErrorShown = 500;

    private SshCommand? _command;

    public bool Started { get; private set; }

    public async Task<SshResult> CompleteAsync(CancellationToken stop)
    {
        var stage = "Opening a channel";
        var deadline = options.ChannelTimeout;
        try
        {
            // Opening a channel blocks; on a half-open connection for as long as the library's own timeout.
            var (command, execution) = await Task.Run(Open, CancellationToken.None).WaitAsync(deadline, time, stop);
            (Started, stage, deadline) = (true, "The command", request.Timeout);
            _ = Task.Run(() => Send(command), CancellationToken.None);
            return await WatchAsync(command, execution, stop) ?? Answer(command);
        }
        catch (Exception e) when (SshErrors.Of(e, stage, deadline) is { } failure)
        {
            stop.ThrowIfCancellationRequested();
            return new SshResult.Failed(failure);
        }
    }

    public void Dispose()
    {
        // Disposing a running command waits for its channel: the connection is being closed then, and takes it along.
        if (_command?.ExitStatus is not null) _command.Dispose();
    }

    private (SshCommand Command, Task Execution) Open()
    {
        _command = client.CreateCommand(request.Command);
        return (_command, _command.ExecuteAsync(CancellationToken.None));
    }

    private void Send(SshCommand command)
    {
        try
        {
            using var input = command.CreateInputStream();
            input.Write(request.Input.Span);
        }
        catch (Exception e) when (SshErrors.Of(e, "Sending", request.Timeout) is not null)
        {
            // The host ended the command or the connection before it had read everything: how the command ends says why.
        }
    }

    private async Task<SshResult?> WatchAsync(SshCommand command, Task execution, CancellationToken stop)
    {
        var begun = time.GetTimestamp();
        while (await Task.WhenAny(execution, Task.Delay(WatchInterval, time, stop)) != execution || Exceeds(command))
        {
            stop.ThrowIfCancellationRequested();
            if (Exceeds(command)) return new SshResult.Failed(new SshFailure.AnswerTooLong(request.OutputLimit));
            if (time.GetElapsedTime(begun) > request.Timeout) return new SshResult.Failed(new SshFailure.TimedOut("The command", request.Timeout));
        }

        await execution;
        return null;
    }

    private bool Exceeds(SshCommand command) => command.OutputStream.Length > request.OutputLimit || command.ExtendedOutputStream.Length > ErrorLimit;

    private static SshResult.Answered Answer(SshCommand command) =>
        new(Drain(command.OutputStream), command.ExitStatus, Printable.Clip(Encoding.UTF8.GetString(Drain(command.ExtendedOutputStream)), ErrorShown));

    private static byte[] Drain(Stream stream)
    {
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
