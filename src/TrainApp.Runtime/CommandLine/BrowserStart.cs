using System.ComponentModel;
using System.Diagnostics;
using TrainApp.Hosting;

namespace TrainApp.CommandLine;

/// <summary>Opens the page in the user's browser, where there is one to see it.</summary>
internal static class BrowserStart
{
    /// <summary>Does nothing on a machine without a display, behind SSH, under CI, or when the output goes elsewhere.</summary>
    public static void Try(ServedAddress address)
    {
        if (Console.IsOutputRedirected || IsSet("CI") || IsSet("SSH_CONNECTION") || IsSet("SSH_TTY")) return;
        if (OperatingSystem.IsWindows()) Start(new ProcessStartInfo(address.SignIn.AbsoluteUri) { UseShellExecute = true });
        else if (OperatingSystem.IsMacOS()) Start(Program("open", address.SignIn));
        // Everybody on the machine can read the words of a process, and here the server knows its user without the token.
        else if (IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY")) Start(Program("xdg-open", address.Plain));
    }

    private static ProcessStartInfo Program(string name, Uri address) => new(name, [address.AbsoluteUri])
    {
        UseShellExecute = false,
        // What a browser says is not for this terminal.
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static void Start(ProcessStartInfo start)
    {
        try
        {
            var process = Process.Start(start);
            if (process is null || start.UseShellExecute) return;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // The address stands on the terminal.
        }
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
