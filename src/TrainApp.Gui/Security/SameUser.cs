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
            // A client that speaks both versions of IP is in the table of the newer one, whichever it uses here.
            var isOld = remote.AddressFamily == AddressFamily.InterNetwork || remote.IsIPv4MappedToIPv6;
            return (isOld ? IsOwn("/proc/net/tcp", address => address.MapToIPv4(), connection) : null) ?? IsOwn("/proc/net/tcp6", address => address.MapToIPv6(), connection) ?? false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <returns>Null when the table does not have the client's end.</returns>
    private static bool? IsOwn(string table, Func<IPAddress, IPAddress> spell, ConnectionInfo connection)
    {
        if (!File.Exists(table)) return null;
        var client = Key(spell(connection.RemoteIpAddress!), connection.RemotePort);
        var server = Key(spell(connection.LocalIpAddress!), connection.LocalPort);
        foreach (var line in File.ReadLines(table).Skip(1))
        {
            // sl local_address rem_address st tx:rx tr:when retrnsmt uid …
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields is [_, var from, var to, Established, _, _, _, var user, ..] && from == client && to == server) return user == OwnUser();
        }

        return null;
    }

    /// <summary>The effective user, whose sockets ours would be.</summary>
    private static string? OwnUser() => File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal))?.Split('\t')[2];

    /// <summary>An end as the tables spell it: words of the address in this machine's byte order, then the port.</summary>
    private static string Key(IPAddress address, int port)
    {
        var bytes = address.GetAddressBytes();
        var words = Enumerable.Range(0, bytes.Length / 4).Select(word => BitConverter.ToUInt32(bytes, word * 4).ToString("X8", CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Concat(words)}:{port:X4}");
    }
}
