using System.Buffers.Binary;
using System.Text;

namespace TrainApp.Torch.Tests.Native;

/// <summary>The least of an ELF64 library that has requirements on symbol versions, and reads them back.</summary>
internal static class ElfFixture
{
    private const int HeaderSize = 0x40, SectionSize = 0x40, NeedSize = 16, EntrySize = 16, VersionNeeds = 0x6ffffffe;

    /// <summary>A library that needs these versions of two libraries.</summary>
    public static byte[] Build(params (string Version, ushort Flags)[] versions)
    {
        var names = new MemoryStream();
        names.WriteByte(0);
        int Name(string text)
        {
            var at = (int)names.Position;
            names.Write(Encoding.ASCII.GetBytes(text + '\0'));
            return at;
        }

        var half = (versions.Length + 1) / 2;
        var records = Record(Name("libm.so.6"), versions[..half], Name, isLast: false)
            .Concat(Record(Name("libstdc++.so.6"), versions[half..], Name, isLast: true)).ToArray();
        var strings = names.ToArray();
        int needsAt = HeaderSize + strings.Length, sectionsAt = needsAt + records.Length;

        var elf = new byte[sectionsAt + (3 * SectionSize)];
        ((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(elf);
        BinaryPrimitives.WriteInt64LittleEndian(elf.AsSpan(0x28), sectionsAt);
        BinaryPrimitives.WriteInt16LittleEndian(elf.AsSpan(0x3a), SectionSize);
        BinaryPrimitives.WriteInt16LittleEndian(elf.AsSpan(0x3c), 3);
        strings.CopyTo(elf, HeaderSize);
        records.CopyTo(elf, needsAt);
        WriteSection(elf.AsSpan(sectionsAt + SectionSize), type: 3, HeaderSize, strings.Length, link: 0, info: 0);
        WriteSection(elf.AsSpan(sectionsAt + (2 * SectionSize)), VersionNeeds, needsAt, records.Length, link: 1, info: 2);
        return elf;
    }

    /// <summary>The flags of every version, in the order they were given.</summary>
    public static ushort[] FlagsOf(byte[] elf)
    {
        var sections = (int)BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(0x28));
        var at = (int)BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(sections + (2 * SectionSize) + 0x18));
        var flags = new List<ushort>();
        for (var library = 0; library < 2; library++)
        {
            var count = BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(at + 2));
            for (var i = 0; i < count; i++) flags.Add(BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(at + NeedSize + (i * EntrySize) + 4)));
            at += NeedSize + (count * EntrySize);
        }

        return [.. flags];
    }

    private static byte[] Record(int library, (string Version, ushort Flags)[] versions, Func<string, int> name, bool isLast)
    {
        var record = new byte[NeedSize + (versions.Length * EntrySize)];
        BinaryPrimitives.WriteInt16LittleEndian(record, 1);
        BinaryPrimitives.WriteInt16LittleEndian(record.AsSpan(2), (short)versions.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), library);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), NeedSize);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(12), isLast ? 0 : record.Length);
        for (var i = 0; i < versions.Length; i++)
        {
            var entry = record.AsSpan(NeedSize + (i * EntrySize));
            BinaryPrimitives.WriteUInt16LittleEndian(entry[4..], versions[i].Flags);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], name(versions[i].Version));
            BinaryPrimitives.WriteInt32LittleEndian(entry[12..], i == versions.Length - 1 ? 0 : EntrySize);
        }

        return record;
    }

    private static void WriteSection(Span<byte> section, int type, int offset, int size, int link, int info)
    {
        BinaryPrimitives.WriteInt32LittleEndian(section[4..], type);
        BinaryPrimitives.WriteInt64LittleEndian(section[0x18..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(section[0x20..], size);
        BinaryPrimitives.WriteInt32LittleEndian(section[0x28..], link);
        BinaryPrimitives.WriteInt32LittleEndian(section[0x2c..], info);
    }
}
