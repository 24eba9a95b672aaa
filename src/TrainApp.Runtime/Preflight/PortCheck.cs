using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TrainApp.Findings;

namespace TrainApp.Preflight;

/// <summary>The address at which the page would be.</summary>
internal static class PortCheck
{
    public const int DefaultPort = 8000;

    public const string DefaultHost = "localhost";

    /// <param name="host">A name or an address of this machine.</param>
    /// <param name="port">The port; 0 is any that is free.</param>
    /// <param name="asked">Whether somebody asked for this port: training does not need one.</param>
    /// <param name="cancellationToken">Ends the look-up of the name.</param>
    public static async Task<IReadOnlyList<Finding>> LookAsync(string host, int port, bool asked, CancellationToken cancellationToken)
    {
        if (Mistake(port) is { } mistake) return [mistake];
        IPAddress address;
        try
        {
            // The look-up refuses the addresses that stand for all of this machine's.
            if (!IPAddress.TryParse(host, out var given)) given = null;
            address = host == DefaultHost ? IPAddress.Loopback : given ?? (await Dns.GetHostAddressesAsync(host, cancellationToken)).FirstOrDefault() ?? throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return [new Finding(Finding.Error, "host", $"The host '{host}' is not known: {e.Message}", "Give a name or an address of this machine: --host H.")];
        }

        List<Finding> findings = [Bind(host, address, port, asked)];
        if (!IPAddress.IsLoopback(address))
            findings.Add(new Finding(Finding.Warning, "host", $"At '{host}' others can reach the page: the token is required there.", "Without need for that, leave --host away: the page is then for this machine alone."));
        return findings;
    }

    /// <summary>What is wrong with a number as a port; null when it is one.</summary>
    public static Finding? Mistake(int port) => port is < 0 or > IPEndPoint.MaxPort
        ? new Finding(Finding.Error, "port", string.Create(CultureInfo.InvariantCulture, $"{port} is no port."), "Choose one from 1 to 65535: --port N.")
        : null;

    private static Finding Bind(string host, IPAddress address, int port, bool asked)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return new Finding(Finding.Ok, "port", $"{place} is free.");
        }
        catch (SocketException e)
        {
            var (what, hint) = e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => ("another program listens there", "Choose another port: --port N."),
                SocketError.AccessDenied => ("this user may not use the port", "Choose a port above 1023: --port N."),
                SocketError.AddressNotAvailable => ("the address is none of this machine's", "Give an address of this machine: --host H."),
                _ => (e.Message, "Choose another port: --port N."),
            };
            return new Finding(asked ? Finding.Error : Finding.Warning, "port", $"{place} cannot be used: {what}.", hint);
        }
    }
}
