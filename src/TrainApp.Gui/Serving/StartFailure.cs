using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using TrainApp.Hosting;

namespace TrainApp.Gui.Serving;

/// <summary>What kept a server from listening, in words that help.</summary>
internal static class StartFailure
{
    /// <summary>Whether somebody else listens at the port.</summary>
    public static bool IsTaken(Exception failure) => All(failure).Any(e => e is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse });

    /// <summary>The error for the user; null when it is none of the known ones.</summary>
    public static ServerStartException? Explain(Exception failure, Binding binding, int port)
    {
        var place = FormattableString.Invariant($"{binding.Name}:{port}");
        if (IsTaken(failure)) return new ServerStartException(ServerStartException.PortTaken, $"Another program listens at {place}.", "Choose another port (--port N), end that program, or leave --port away: then the next free port is taken.");
        return All(failure).OfType<SocketException>().FirstOrDefault()?.SocketErrorCode switch
        {
            SocketError.AccessDenied => new ServerStartException("port", $"This user may not listen at {place}.", "Choose a port above 1023: --port N."),
            SocketError.AddressNotAvailable => new ServerStartException("host", $"'{binding.Name}' is no address of this machine.", "Give a name or an address of this machine: --host H."),
            { } other => new ServerStartException("port", $"{place} cannot be used: {other}.", "Choose another port: --port N."),
            null => null,
        };
    }

    private static IEnumerable<Exception> All(Exception failure) => failure switch
    {
        AggregateException many => many.InnerExceptions.SelectMany(All).Prepend(many),
        { InnerException: { } inner } => All(inner).Prepend(failure),
        _ => [failure],
    };
}
