using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies an ELF64 library and, where the system's own library lacks a symbol version that it asks for, marks the
/// requirement weak in the copy, so that the loader accepts it. The source is only read.
/// </summary>
public class WeakVersionCopy : Task
{
    private const int VersionNeedsSection = 0x6ffffffe;
    private const int WeakFlag = 2;

    /// <summary>The library as the package holds it.</summary>
    [Required]
    public string Source { get; set; } = "";

    /// <summary>Where the copy goes.</summary>
    [Required]
    public string Target { get; set; } = "";

    /// <summary>The symbol version, such as <c>GLIBCXX_3.4.32</c>.</summary>
    [Required]
    public string Version { get; set; } = "";

    /// <summary>The library that provides the version: a name that the loader resolves, or a path.</summary>
    [Required]
    public string Provider { get; set; } = "";

    /// <summary>Whether the copy was marked.</summary>
    [Output]
    public bool Marked { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        var library = File.ReadAllBytes(Source);
        if (!IsElf64LittleEndian(library))
        {
            Log.LogError("'{0}' is not an ELF64 little-endian library.", Source);
            return false;
        }

        var provider = Path.IsPathRooted(Provider) ? Provider : PathThatTheLoaderTakes(Provider);
        Marked = !Offers(provider, Version) && MarkWeak(library, Version);
        WriteWhole(library);
        if (Marked)
        {
            Log.LogMessage(
                MessageImportance.High, "{0}: {1} is marked weak in the build's copy, since {2} lacks it.",
                Path.GetFileName(Source), Version, provider ?? Provider);
        }
        else
        {
            Log.LogMessage(MessageImportance.Low, "{0} is copied as it is.", Path.GetFileName(Source));
        }

        return true;
    }

    private static bool IsElf64LittleEndian(byte[] file) =>
        file.Length > 64 && file[0] == 0x7f && file[1] == 'E' && file[2] == 'L' && file[3] == 'F' && file[4] == 2 && file[5] == 1;

    /// <summary>Lets the loader load the library and looks where it came from; null when there is none.</summary>
    private static string PathThatTheLoaderTakes(string name)
    {
        const int Lazy = 1;
        if (Open(name, Lazy) == IntPtr.Zero) return null;
        return File.ReadAllLines("/proc/self/maps")
            .Where(line => line.IndexOf('/') >= 0)
            .Select(line => line.Substring(line.IndexOf('/')))
            .FirstOrDefault(path => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal));
    }

    [DllImport("libc", EntryPoint = "dlopen")]
    private static extern IntPtr Open(string name, int mode);

    /// <summary>A version that a library defines stands in its string table, between zeros.</summary>
    private static bool Offers(string provider, string version)
    {
        if (provider == null || !File.Exists(provider)) return false;
        var text = Encoding.GetEncoding("ISO-8859-1").GetString(File.ReadAllBytes(provider));
        return text.IndexOf("\0" + version + "\0", StringComparison.Ordinal) >= 0;
    }

    /// <summary>Walks the records of .gnu.version_r: one per library that is needed, each with a list of versions.</summary>
    private static bool MarkWeak(byte[] elf, string version)
    {
        var changed = false;
        long sections = BitConverter.ToInt64(elf, 0x28);
        int size = BitConverter.ToUInt16(elf, 0x3a), count = BitConverter.ToUInt16(elf, 0x3c);
        for (var i = 0; i < count; i++)
        {
            var header = (int)(sections + (long)i * size);
            if (BitConverter.ToInt32(elf, header + 4) != VersionNeedsSection) continue;

            var linked = (int)(sections + (long)BitConverter.ToInt32(elf, header + 0x28) * size);
            var names = BitConverter.ToInt64(elf, linked + 0x18);
            var need = BitConverter.ToInt64(elf, header + 0x18);
            for (var left = BitConverter.ToInt32(elf, header + 0x2c); left > 0; left--)
            {
                var entry = need + BitConverter.ToUInt32(elf, (int)need + 8);
                for (int more = BitConverter.ToUInt16(elf, (int)need + 2); more > 0; more--)
                {
                    var flags = (int)entry + 4;
                    if (NameAt(elf, names + BitConverter.ToUInt32(elf, (int)entry + 8)) == version && (elf[flags] & WeakFlag) == 0)
                    {
                        elf[flags] |= WeakFlag;
                        changed = true;
                    }

                    entry += BitConverter.ToUInt32(elf, (int)entry + 12);
                }

                need += BitConverter.ToUInt32(elf, (int)need + 12);
            }
        }

        return changed;
    }

    private static string NameAt(byte[] elf, long start)
    {
        var end = Array.IndexOf(elf, (byte)0, (int)start);
        return Encoding.ASCII.GetString(elf, (int)start, end - (int)start);
    }

    /// <summary>A new file that takes the old one's place: an output may be a link to the old one.</summary>
    private void WriteWhole(byte[] library)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Target)));
        var beside = Target + "." + Guid.NewGuid().ToString("N") + ".tmp";
        File.WriteAllBytes(beside, library);
        File.Delete(Target);
        File.Move(beside, Target);
    }
}
