using System.Text.Json;
using TrainApp.Projects;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>
/// Reads the objects in the lists of a JSON file one after the other: the file is one object whose members are lists. Only
/// one object is in memory at a time.
/// </summary>
internal sealed class JsonLists(string path)
{
    private const int FirstBuffer = 1 << 16;

    /// <summary>Takes an object.</summary>
    /// <param name="list">The member that it stands in.</param>
    /// <param name="utf8">Its text.</param>
    /// <param name="offset">The byte of the file at which it begins.</param>
    public delegate void Take(string list, ReadOnlySpan<byte> utf8, long offset);

    /// <summary>Reads the file to its end.</summary>
    /// <param name="lists">Members whose objects are wanted; others are passed over.</param>
    /// <param name="take">Takes them, in the order of the file.</param>
    /// <exception cref="ConversionException">The file is no JSON, or has another form.</exception>
    public void Read(IReadOnlyCollection<string> lists, Take take)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            new Pass(this, file, lists, take).Run();
        }
        catch (JsonException cause)
        {
            throw new ConversionException($"The file is no JSON: {cause.Sentence()} (NaN and Infinity are no numbers there.)", path, cause.LineFromOne(), innerException: cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ConversionException($"The file cannot be read: {cause.Message}", path, innerException: cause);
        }
    }

    /// <summary>The line, from 1, in which a byte of the file stands.</summary>
    public int LineOf(long offset)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[FirstBuffer];
        var line = 1;
        while (offset > 0)
        {
            var count = file.Read(buffer, 0, (int)Math.Min(buffer.Length, offset));
            if (count == 0) break;
            line += buffer.AsSpan(0, count).Count((byte)'\n');
            offset -= count;
        }

        return line;
    }

    /// <summary>One reading of the file.</summary>
    private sealed class Pass(JsonLists lists, FileStream file, IReadOnlyCollection<string> wanted, Take take)
    {
        private byte[] _buffer = new byte[FirstBuffer];
        private int _filled;
        private long _start;
        private bool _isEnd;
        private string? _member;
        private string? _list;

        public void Run()
        {
            Fill(used: 0);
            if (_buffer.AsSpan(0, _filled).StartsWith("\uFEFF"u8)) Fill(used: 3);
            var state = default(JsonReaderState);
            while (!ReadPart(ref state))
            {
            }
        }

        /// <summary>Reads as far as the buffer goes; true at the end of the file.</summary>
        private bool ReadPart(ref JsonReaderState state)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(0, _filled), _isEnd, state);
            while (true)
            {
                var before = reader;
                if (reader.Read() && TryTake(ref reader)) continue;
                if (_isEnd) return true;
                state = before.CurrentState;
                Fill((int)before.BytesConsumed);
                return false;
            }
        }

        /// <summary>Deals with a token; false when an object goes on behind the buffer.</summary>
        private bool TryTake(ref Utf8JsonReader reader)
        {
            switch (reader.CurrentDepth)
            {
                case 0 when reader.TokenType != JsonTokenType.StartObject && reader.TokenType != JsonTokenType.EndObject:
                    throw lists.Malformed($"The file is one object with lists; this one begins with '{(char)reader.ValueSpan[0]}'.", _start + reader.TokenStartIndex);
                case 1 when reader.TokenType == JsonTokenType.PropertyName:
                    _member = reader.GetString();
                    break;
                case 1 when reader.TokenType == JsonTokenType.StartArray:
                    _list = wanted.Contains(_member!) ? _member : null;
                    break;
                case 1 when reader.TokenType == JsonTokenType.EndArray:
                    _list = null;
                    break;
                case 1 when wanted.Contains(_member!) && reader.TokenType != JsonTokenType.EndObject:
                    throw lists.Malformed($"'{_member}' is no list.", _start + reader.TokenStartIndex);
                case 2 when _list is not null:
                    if (reader.TokenType != JsonTokenType.StartObject) throw lists.Malformed($"'{_list}' holds objects; here is something else.", _start + reader.TokenStartIndex);
                    var begin = (int)reader.TokenStartIndex;
                    if (!reader.TrySkip()) return false;
                    take(_list, _buffer.AsSpan(begin..(int)reader.BytesConsumed), _start + begin);
                    break;
                default:
                    break;
            }

            return true;
        }

        /// <summary>Drops what was used and reads on; a buffer that is full grows.</summary>
        private void Fill(int used)
        {
            _buffer.AsSpan(used, _filled - used).CopyTo(_buffer);
            _filled -= used;
            _start += used;
            if (_filled == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
            var count = file.Read(_buffer, _filled, _buffer.Length - _filled);
            _filled += count;
            _isEnd = count == 0;
        }
    }

    /// <summary>A mistake at a place of the file.</summary>
    public ConversionException Malformed(string message, long offset) => new(message, path, LineOf(offset));
}
