using TrainApp.Files;
using TrainApp.Hosting;

namespace TrainApp.Gui.Security;

/// <summary>The folder <c>host</c> of a workspace: what servers keep from one start to the next. Only its user may look into it.</summary>
internal sealed class HostFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private HostFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>The token's file.</summary>
    public string Token => System.IO.Path.Combine(Path, "token");

    /// <summary>Keys of the page's protected data.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>Makes the workspace and the folder where they are missing.</summary>
    /// <exception cref="ServerStartException">They cannot be made or written.</exception>
    public static HostFolder Open(Workspace workspace)
    {
        var folder = new HostFolder(System.IO.Path.Combine(workspace.Root, "host"));
        try
        {
            workspace.Create();
            foreach (var path in (string[])[folder.Path, folder.Keys])
            {
                Directory.CreateDirectory(path);
                if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != OwnerOnly) File.SetUnixFileMode(path, OwnerOnly);
            }

            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException("workspace", $"The workspace '{workspace.Root}' cannot be used: {e.Message}", "Choose another folder: --workspace DIR.");
        }
    }
}
