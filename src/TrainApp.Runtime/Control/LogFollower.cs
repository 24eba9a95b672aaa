using System.Text;

namespace TrainApp.Control;

/// <summary>Reads what is appended to a log, line by line, whatever bytes are in it.</summary>
internal sealed class LogFollower(string file)
{
    private const int MostBytes = 64 * 1024, LongestLine = 16 * 1024;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes = new byte[MostBytes];
    private readonly char[] _characters = new char[MostBytes + 1];
    private readonly StringBuilder _line = new();
    private long _position;

    /// <summary>The lines that have become whole since the last call.</summary>
    /// <param name="isEnd">Whether nothing will be appended any more: then what is left counts as a line.</param>
    public IEnumerable<string> Read(bool isEnd)
    {
        while (ReadBytes() is var count and > 0)
        {
            var characters = _decoder.GetChars(_bytes, 0, count, _characters, 0);
            for (var i = 0; i < characters; i++)
            {
                if (_characters[i] == '\n' || _line.Length == LongestLine) yield return Take();
                if (_characters[i] != '\n') _line.Append(_characters[i]);
            }
        }

        if (isEnd && _line.Length > 0) yield return Take();
    }

    private string Take()
    {
        var line = _line.ToString().TrimEnd('\r');
        _line.Clear();
        return line;
    }

    private int ReadBytes()
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            stream.Position = _position;
            var count = stream.Read(_bytes);
            _position += count;
            return count;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return 0;
        }
    }
}
