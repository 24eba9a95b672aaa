using Microsoft.Extensions.Logging;
using TrainApp.Messages;

namespace TrainApp.Gui.Serving;

/// <summary>Failures inside the server, on standard error. What is less is about its workings, and of no use to who serves a page.</summary>
internal sealed class ServerLog : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Category();

    public void Dispose()
    {
    }

    private sealed class Category : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Error or LogLevel.Critical;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var message = formatter(state, exception);
            Message.Say(MessageLevel.Error, exception is null ? $"error: {message}" : $"error: {message}{Environment.NewLine}{exception}");
        }
    }
}
