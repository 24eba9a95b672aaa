using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TrainApp.Formats;

namespace TrainApp.Gui.Api;

/// <summary>
/// The JSON object that a request carries, read field by field; every mistake is kept with its place, and a field that nobody knows
/// is one.
/// </summary>
internal sealed class JsonBody
{
    /// <summary>How long a body may be: app states of thousands of classes and long hyperparameters fit in.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>How much of a longer body is read and thrown away: a client that is still sending does not hear the answer.</summary>
    private const int MostBytesDrained = 64 << 20;

    public const string Code = "request-body";

    private const string Name = "body";

    private static readonly ProblemKind s_kind = new(Code, Severity.Error, "The body of the request is wrong");

    private readonly string _text;
    private readonly JsonNode? _root;
    private readonly List<Problem> _problems = [];

    private JsonBody(string text, JsonNode? root)
    {
        _text = text;
        _root = root;
    }

    /// <summary>The mistakes so far.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Reads the body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isRequired">Whether there must be one; an absent one has no fields.</param>
    /// <exception cref="WrongCallException">It is too long, of another type, or no JSON object.</exception>
    public static async Task<JsonBody> ReadAsync(HttpContext context, bool isRequired)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytesDrained;
        var text = await ReadTextAsync(request.Body, context.RequestAborted);
        if (string.IsNullOrWhiteSpace(text))
        {
            return isRequired
                ? throw new WrongCallException(StatusCodes.Status400BadRequest, Code, "The request has no body; expected a JSON object.", "Send {} for the defaults.")
                : new JsonBody(text, null);
        }

        if (!request.HasJsonContentType())
            throw new WrongCallException(StatusCodes.Status415UnsupportedMediaType, Code, $"The body is '{request.ContentType}'; expected JSON.", "Send the header Content-Type: application/json.");
        return Of(text);
    }

    private static async Task<string> ReadTextAsync(Stream body, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[1 << 16];
        long length = 0;
        while (await body.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            length += count;
            if (length <= MostBytes) kept.Write(buffer, 0, count);
        }

        if (length > MostBytes)
            throw new WrongCallException(StatusCodes.Status413PayloadTooLarge, Code, string.Create(CultureInfo.InvariantCulture, $"The body has {length} bytes; at most {MostBytes} are read."), "Name what it holds by the path of a file instead.");
        kept.Position = 0;
        using var reader = new StreamReader(kept, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>An object inside; null when it is absent.</summary>
    public JsonBody? Object(string name)
    {
        if (this[name] is not { } value) return null;
        if (value.Kind == JsonKind.Object) return new JsonBody(_text, value);
        Wrong(name, value, "an object");
        return null;
    }

    /// <summary>The source of a value, as it stands in the body; of a text its contents.</summary>
    public string? ObjectOrText(string name)
    {
        if (this[name] is not { } value) return null;
        if (value.Kind == JsonKind.String) return value.Text;
        if (value.Kind == JsonKind.Object) return Source(value);
        Wrong(name, value, "an object, its text, or the path of its file");
        return null;
    }

    /// <summary>Reports every field that is not known.</summary>
    public JsonBody CheckFields(IReadOnlyCollection<string> known)
    {
        foreach (var member in _root?.Members ?? [])
        {
            if (!known.Contains(member.Name))
                Report(member.NamePlace, $"There is no field '{member.Name}'.{NearestName.Suggest(member.Name, known)}", $"The fields are: {string.Join(", ", known)}.");
        }

        return this;
    }

    public string? Text(string name)
    {
        if (this[name] is not { } value) return null;
        if (value.Kind == JsonKind.String) return value.Text;
        Wrong(name, value, "a text");
        return null;
    }

    /// <summary>A text that may be written as a number.</summary>
    public string? TextOrNumber(string name) => this[name] is { Kind: JsonKind.Number } number ? number.Text : Text(name);

    /// <summary><c>on</c> or <c>off</c>, which may be written as true or false.</summary>
    public string? Switch(string name) => this[name] is { Kind: JsonKind.Boolean } flag ? (flag.Text == "true" ? "on" : "off") : Text(name);

    public bool? Flag(string name)
    {
        if (this[name] is not { } value) return null;
        if (value.Kind == JsonKind.Boolean) return value.Text == "true";
        Wrong(name, value, "true or false");
        return null;
    }

    public long? Integer(string name, long least, long most)
    {
        if (this[name] is not { } value) return null;
        if (value.Kind == JsonKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Wrong(name, value, "a whole number");
        return null;
    }

    /// <summary>A list of texts; one text alone is split at its commas, as on the command line.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (this[name] is not { } value) return null;
        if (value.Kind == JsonKind.String) return value.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (value.Kind == JsonKind.Array && value.Items.All(item => item.Kind == JsonKind.String)) return [.. value.Items.Select(item => item.Text)];
        Wrong(name, value, "a list of texts");
        return null;
    }

    /// <summary>An object of values, each one as it is written; a text without its quotes.</summary>
    public IReadOnlyDictionary<string, string>? Values(string name)
    {
        if (this[name] is not { } value) return null;
        if (value.Kind == JsonKind.Object)
            return value.Members.ToDictionary(member => member.Name, member => member.Value.Kind == JsonKind.String ? member.Value.Text : Source(member.Value), StringComparer.Ordinal);
        Wrong(name, value, "an object of names and values");
        return null;
    }

    /// <summary>A mistake in a field.</summary>
    public void Report(string name, string message, string? hint = null) => Report(this[name]?.Opening, message, hint);

    /// <exception cref="WrongCallException">There are mistakes.</exception>
    public void RequireSound()
    {
        if (_problems.Count > 0) throw new WrongCallException(StatusCodes.Status422UnprocessableEntity, _problems);
    }

    private JsonNode? this[string name] => _root?[name] is { Kind: not JsonKind.Null } value ? value : null;

    private static JsonBody Of(string text)
    {
        var document = JsonReader.Read(text, Name, s_kind, s_kind);
        if (document.Problems.Count > 0) throw new WrongCallException(StatusCodes.Status400BadRequest, document.Problems);
        return document.Root is { Kind: JsonKind.Object } root
            ? new JsonBody(text, root)
            : throw new WrongCallException(StatusCodes.Status400BadRequest, Code, $"The body is {document.Root!.Describe()}; expected an object.");
    }

    private string Source(JsonNode value) => _text.Substring(value.Place.Start, value.Place.Length);

    private void Wrong(string name, JsonNode value, string expected) => Report(value.Opening, $"'{name}': expected {expected}, found {value.Describe()}.", null);

    private void Report(Place? place, string message, string? hint) => _problems.Add(s_kind.At(Name, place, message, hint));
}
