using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace TrainApp.Gui.Security;

/// <summary>
/// Whether the other end of a connection within this machine belongs to the user who runs this process, as Linux's tables of
/// sockets say. Elsewhere nobody is recognised.
/// </summary>
internal static class SameUser
{
    private const string Established = "01";

    public static bool Is(ConnectionInfo connection)
    {
        if (!OperatingSystem.IsLinux() || connection is not { RemoteIpAddress: { } remote, LocalIpAddress: { } local }) return false;
        if (!IPAddress.IsLoopback(remote) || !IPAddress.IsLoopback(local)) return false;
        try
        {
            var (client, server) = (Key(remote, connection.RemotePort), Key(local, connection.LocalPort));
            var table = Plain(remote).AddressFamily == AddressFamily.InterNetwork ? "/proc/net/tcp" : "/proc/net/tcp6";
            return Owner(table, client, server) is { } owner && owner == OwnUser();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // sl local_address rem_address st tx:rx tr:when retrnsmt uid …
    private static string? Owner(string table, string client, string server)
    {
        foreach (var line in File.ReadLines(table).Skip(1))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields is [_, var from, var to, Established, _, _, _, var user, ..] && from == client && to == server) return user;
        }

        return null;
    }

    /// <summary>The effective user, whose sockets ours would be.</summary>
    private static string? OwnUser() => File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal))?.Split('\t')[2];

    /// <summary>An end as the tables spell it: words of the address in this machine's byte order, then the port.</summary>
    private static string Key(IPAddress address, int port)
    {
        var bytes = Plain(address).GetAddressBytes();
        var words = Enumerable.Range(0, bytes.Length / 4).Select(word => BitConverter.ToUInt32(bytes, word * 4).ToString("X8", CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Concat(words)}:{port:X4}");
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
