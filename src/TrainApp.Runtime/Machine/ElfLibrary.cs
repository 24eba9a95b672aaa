using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TrainApp.Machine;

/// <summary>Why a file is no library that could be loaded.</summary>
internal enum ElfDamage
{
    None,

    /// <summary>It is empty, or of another kind.</summary>
    NoLibrary,

    /// <summary>Its end is missing: the system's loader would crash on it.</summary>
    CutOff,
}

/// <summary>What a native library of Linux says of itself: the architecture, which libraries it needs, in which versions, and which versions it offers.</summary>
/// <param name="Architecture">The number of the architecture: 62 is x64, 183 is Arm64.</param>
/// <param name="Needed">File names of the libraries it needs.</param>
/// <param name="SearchPaths">Folders in which it looks for them first, as they are written.</param>
/// <param name="VersionsNeeded">Versions it needs, by the library that should offer them; weak ones are left out.</param>
/// <param name="VersionsOffered">Versions it offers.</param>
internal sealed record ElfLibrary(
    int Architecture,
    IReadOnlyList<string> Needed,
    IReadOnlyList<string> SearchPaths,
    IReadOnlyList<(string Library, string Version)> VersionsNeeded,
    IReadOnlySet<string> VersionsOffered)
{
    private const int HeaderSize = 64, SegmentSize = 56, EntrySize = 16, MostSegments = 256, MostEntries = 4096, MostVersions = 4096, LongestName = 512;
    private const int Loaded = 1, Dynamic = 2;
    private const long NeedTag = 1, StringsTag = 5, RPathTag = 15, RunPathTag = 29, OfferedTag = 0x6ffffffc, VersionsTag = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Reads the little of a library that is needed, however large it is.</summary>
    /// <returns>Null when it is damaged.</returns>
    public static ElfLibrary? Read(string path, out ElfDamage damage)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return new Reader(file).Read(out damage);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OverflowException or ArgumentException)
        {
            damage = ElfDamage.NoLibrary;
            return null;
        }
    }

    private sealed class Reader(SafeFileHandle file)
    {
        private readonly long _length = RandomAccess.GetLength(file);
        private readonly List<(int Type, long Offset, long Address, long Size)> _segments = [];

        public ElfLibrary? Read(out ElfDamage damage)
        {
            damage = ElfDamage.NoLibrary;
            var header = Bytes(0, HeaderSize);
            if (header.Length < HeaderSize || !header.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1])) return null;

            damage = ElfDamage.CutOff;
            var (start, count) = (Int64(header, 0x20), Math.Min((int)UInt16(header, 0x38), MostSegments));
            for (var i = 0; i < count; i++)
            {
                var segment = Bytes(start + ((long)i * SegmentSize), SegmentSize);
                if (segment.Length < SegmentSize) return null;
                _segments.Add(((int)UInt32(segment, 0), Int64(segment, 8), Int64(segment, 16), Int64(segment, 32)));
                if (_segments[^1] is (Loaded or Dynamic, var offset, _, var size) && offset + size > _length) return null;
            }

            damage = ElfDamage.None;
            return Describe(UInt16(header, 0x12));
        }

        private ElfLibrary Describe(int architecture)
        {
            List<(long Tag, long Value)> entries = [];
            foreach (var segment in _segments.Where(segment => segment.Type == Dynamic))
            {
                for (var i = 0; i < Math.Min(segment.Size / EntrySize, MostEntries); i++)
                {
                    var entry = Bytes(segment.Offset + ((long)i * EntrySize), EntrySize);
                    if (entry.Length < EntrySize || Int64(entry, 0) == 0) break;
                    entries.Add((Int64(entry, 0), Int64(entry, 8)));
                }
            }

            var strings = Place(Last(entries, StringsTag));
            var needed = entries.Where(entry => entry.Tag == NeedTag).Select(entry => Name(strings + entry.Value));
            var paths = entries.Where(entry => entry.Tag is RPathTag or RunPathTag).SelectMany(entry => Name(strings + entry.Value).Split(':', StringSplitOptions.RemoveEmptyEntries));
            return new ElfLibrary(architecture, [.. needed], [.. paths], [.. Needs(Place(Last(entries, VersionsTag)), strings)], Offers(Place(Last(entries, OfferedTag)), strings));
        }

        /// <summary>A record per library, with a list of versions each.</summary>
        private IEnumerable<(string, string)> Needs(long at, long strings)
        {
            for (var records = 0; at > 0 && records < MostVersions; records++)
            {
                var record = Bytes(at, 16);
                if (record.Length < 16) yield break;
                var library = Name(strings + UInt32(record, 4));
                var version = at + UInt32(record, 8);
                for (int left = UInt16(record, 2); left > 0; left--)
                {
                    var entry = Bytes(version, 16);
                    if (entry.Length < 16) yield break;
                    if ((UInt16(entry, 4) & Weak) == 0) yield return (library, Name(strings + UInt32(entry, 8)));
                    if (UInt32(entry, 12) == 0) break;
                    version += UInt32(entry, 12);
                }

                if (UInt32(record, 12) == 0) yield break;
                at += UInt32(record, 12);
            }
        }

        private HashSet<string> Offers(long at, long strings)
        {
            HashSet<string> offered = new(StringComparer.Ordinal);
            for (var records = 0; at > 0 && records < MostVersions; records++)
            {
                var record = Bytes(at, 20);
                if (record.Length < 20) break;
                var name = Bytes(at + UInt32(record, 12), 4);
                if (name.Length == 4) offered.Add(Name(strings + UInt32(name, 0)));
                if (UInt32(record, 16) == 0) break;
                at += UInt32(record, 16);
            }

            return offered;
        }

        private static long Last(List<(long Tag, long Value)> entries, long tag) => entries.LastOrDefault(entry => entry.Tag == tag).Value;

        /// <summary>Where in the file an address of memory is; 0 where it is not.</summary>
        private long Place(long address)
        {
            foreach (var (type, offset, start, size) in _segments)
            {
                if (type == Loaded && address >= start && address < start + size) return address - start + offset;
            }

            return 0;
        }

        private string Name(long at)
        {
            var bytes = Bytes(at, LongestName).AsSpan();
            return Encoding.UTF8.GetString(bytes.IndexOf((byte)0) is var end and >= 0 ? bytes[..end] : bytes);
        }

        private byte[] Bytes(long at, int count)
        {
            if (at < 0 || at >= _length) return [];
            var bytes = new byte[Math.Min(count, _length - at)];
            var read = RandomAccess.Read(file, bytes, at);
            return read == bytes.Length ? bytes : bytes[..read];
        }

        private static ushort UInt16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

        private static uint UInt32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

        private static long Int64(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
    }
}
