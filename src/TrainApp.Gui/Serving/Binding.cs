using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using TrainApp.Hosting;
using TrainApp.Preflight;

namespace TrainApp.Gui.Serving;

/// <summary>The addresses of this machine at which a server listens, and the names by which browsers may ask for it.</summary>
/// <param name="Name">The name in the printed address.</param>
/// <param name="Addresses">Where it listens.</param>
/// <param name="Hosts">The names and addresses that a request may carry as its host.</param>
internal sealed record Binding(string Name, IReadOnlyList<IPAddress> Addresses, IReadOnlyList<string> Hosts)
{
    private static readonly string[] s_localHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Whether this machine alone reaches the server.</summary>
    public bool IsLocal => Addresses.All(IPAddress.IsLoopback);

    /// <summary>Finds the addresses of what <c>--host</c> says.</summary>
    /// <exception cref="ServerStartException">The host is not known.</exception>
    public static async Task<Binding> FindAsync(string? host, CancellationToken cancellationToken)
    {
        if (host is null or PortCheck.DefaultHost) return new Binding(PortCheck.DefaultHost, [IPAddress.Loopback, .. Socket.OSSupportsIPv6 ? [IPAddress.IPv6Loopback] : Array.Empty<IPAddress>()], s_localHosts);
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
                ? new Binding(Dns.GetHostName(), [address], [.. s_localHosts, Dns.GetHostName(), .. OwnAddresses()])
                : new Binding(Spelled(address), [address], [Spelled(address)]);
        }

        try
        {
            var found = await Dns.GetHostAddressesAsync(host, cancellationToken);
            if (found.Length > 0) return new Binding(host, [found[0]], [host, Spelled(found[0])]);
            throw new ServerStartException("host", $"The host '{host}' has no address.", "Give a name or an address of this machine: --host H.");
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new ServerStartException("host", $"The host '{host}' is not known: {e.Message}", "Give a name or an address of this machine: --host H.");
        }
    }

    private static IEnumerable<string> OwnAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .Where(item => !item.Address.IsIPv6LinkLocal)
        .Select(item => Spelled(item.Address))
        .Except(s_localHosts, StringComparer.Ordinal);

    /// <summary>As it stands in an address.</summary>
    private static string Spelled(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
