using Microsoft.Extensions.Logging;

namespace Fleet.Tests.Worker;

/// <summary>Keeps what is said.</summary>
internal sealed class SaidLog<T> : ILogger<T>
{
    public List<(LogLevel Level, string Text)> Said { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Said.Add((logLevel, formatter(state, exception)));
}
