using System.Text;
using TrainApp.Workers;

namespace TrainApp.Tests.Workers;

/// <summary>The last lines of a log, whatever was written into it.</summary>
public sealed class LogTailTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["worker.log"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_lines_are_read_and_empty_ones_left_out()
    {
        System.IO.File.WriteAllText(File, string.Join('\n', Enumerable.Range(1, 100).Select(i => $"line {i}\n")));
        Assert.Equal(Enumerable.Range(81, 20).Select(i => $"line {i}"), LogTail.Read(File));
    }

    [Fact]
    public void A_bar_that_rewrites_its_line_shows_its_last_state()
    {
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Range(1, 5000).Select(i => $"\rstep {i}/5000")) + "\r\ndone\r\n");
        Assert.Equal(["step 5000/5000", "done"], LogTail.Read(File));
    }

    [Fact]
    public void Colours_and_control_characters_are_taken_off()
    {
        System.IO.File.WriteAllText(File, "\e[1;31mred\e[0m\a text\e]0;title\a\ttab\e[2K\n");
        Assert.Equal(["red text tab"], LogTail.Read(File));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_shown_as_such()
    {
        System.IO.File.WriteAllBytes(File, [.. "good\n"u8, 0xFF, 0xFE, (byte)'x', (byte)'\n']);
        Assert.Equal(["good", "��x"], LogTail.Read(File));
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_cut()
    {
        System.IO.File.WriteAllText(File, new string('x', 10 << 20), Encoding.ASCII);
        Assert.InRange(Assert.Single(LogTail.Read(File)).Length, 100, 500);
    }

    [Fact]
    public void A_log_that_is_not_there_has_no_lines() => Assert.Empty(LogTail.Read(File));
}
