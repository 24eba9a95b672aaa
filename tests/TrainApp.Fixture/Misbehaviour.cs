using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TrainApp.Fixture;

/// <summary>What can go wrong in the middle of a training.</summary>
internal static partial class Misbehaviour
{
    public static void Do(string behaviour, TrainSession train)
    {
        switch (behaviour)
        {
            case "throw":
                throw new InvalidOperationException("The loss is not a number.");
            case "exit":
                Environment.Exit(7);
                break;
            case "segv":
                Crash();
                break;
            case "abort":
                Abort();
                break;
            case "memory":
                FillMemory();
                break;
            case "library":
                NotThere();
                break;
            case "shout":
                Shout();
                break;
            case "stay":
                new Thread(() => Thread.Sleep(Timeout.Infinite)) { IsBackground = false }.Start();
                break;
            case "child":
                using (var child = Process.Start("sleep", "600"))
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"child {child.Id}"));
                break;
            case "write-into-data":
                WriteIntoData(train);
                break;
        }
    }

    public static unsafe void Crash() => _ = StringLength((byte*)8);

    /// <summary>Takes memory until it is refused; a gigabyte at most, so that a machine without a limit lives.</summary>
    private static void FillMemory()
    {
        List<byte[]> hoard = [];
        for (var i = 0; i < 64; i++)
        {
            var block = new byte[16 << 20];
            Array.Fill(block, (byte)1);
            hoard.Add(block);
        }

        throw new InvalidOperationException($"Nobody refused {hoard.Count} blocks.");
    }

    /// <summary>A hundred megabytes to each output, without one end of line.</summary>
    private static void Shout()
    {
        var piece = new byte[1 << 20];
        Array.Fill(piece, (byte)'x');
        var text = new string('y', 1 << 20);
        using var output = Console.OpenStandardOutput();
        for (var i = 0; i < 100; i++)
        {
            output.Write(piece);
            Console.Error.Write(text);
        }
    }

    private static void WriteIntoData(TrainSession train)
    {
        foreach (var image in train.TrainDataset.Images.Concat(train.ValDataset.Images))
        {
            // As a program does that is not stopped by an image that is read-only.
            File.SetAttributes(image.ImagePath, FileAttributes.Normal);
            File.WriteAllBytes(image.ImagePath, [1, 2, 3]);
            File.WriteAllText(image.AnnotationPath, "{}");
        }

        File.WriteAllText(Path.Combine(train.TrainDatasetDirectory, "notes.txt"), "mine");
    }

    [LibraryImport("libc", EntryPoint = "strlen")]
    private static unsafe partial nuint StringLength(byte* text);

    [LibraryImport("libc", EntryPoint = "abort")]
    private static partial void Abort();

    [LibraryImport("libnotthere", EntryPoint = "anything")]
    private static partial void NotThere();
}
