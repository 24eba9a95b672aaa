using System.Net;
using System.Net.Sockets;
using TrainApp.Preflight;

namespace TrainApp.Gui.Serving;

/// <summary>Chooses a port.</summary>
internal static class FreePort
{
    private const int Neighbours = 100;
    private const int Tries = 20;

    /// <summary>The port that somebody asked for, free or not; else 8000 or the next one that is free at every address.</summary>
    public static int Choose(int? asked, IReadOnlyList<IPAddress> addresses) => asked switch
    {
        null => Enumerable.Range(PortCheck.DefaultPort, Neighbours).Cast<int?>().FirstOrDefault(port => IsFree(port!.Value, addresses)) ?? Any(addresses),
        0 => Any(addresses),
        { } port => port,
    };

    private static int Any(IReadOnlyList<IPAddress> addresses)
    {
        var port = 0;
        for (var i = 0; i < Tries; i++)
        {
            using (var socket = Bind(addresses[0], 0)) port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            if (IsFree(port, addresses)) return port;
        }

        return port;
    }

    /// <summary>An address that this machine lacks, such as that of IPv6 in many containers, takes no port.</summary>
    private static bool IsFree(int port, IReadOnlyList<IPAddress> addresses) => addresses.All(address =>
    {
        try
        {
            using var socket = Bind(address, port);
            socket.Listen();
            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode is not (SocketError.AddressAlreadyInUse or SocketError.AccessDenied);
        }
    });

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
