using BulkExtractor.Documents.Tables;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BulkExtractor.Web.Submitting;

/// <summary>The files that a request brings: its body, or the files of a form, which may hold options, too.</summary>
internal sealed class RequestFiles : IAsyncDisposable
{
    private const string UsualName = "upload.csv";
    private const int LongestName = 200;
    private const int LongestField = 1_000;
    private const int MostFields = 100;

    private readonly HttpRequest _request;
    private readonly InputBounds _bounds;
    private readonly List<IncomingFile> _files = [];
    private readonly List<Stream> _kept = [];
    private readonly Dictionary<string, string> _fields = [];

    private RequestFiles(HttpRequest request, InputBounds bounds) => (_request, _bounds) = (request, bounds);

    /// <summary>The files.</summary>
    public IReadOnlyList<IncomingFile> Files => _files;

    /// <summary>What the input is called.</summary>
    public string Name => _files is [var only] ? only.Name : $"{_files[0].Name} and {_files.Count - 1} more";

    /// <summary>What is said of the input, in the address or else in the form.</summary>
    public SubmitOptionsQuery Options => new(
        name => _request.Query[name] is [{ } said, ..] ? said : _fields.GetValueOrDefault(name));

    /// <summary>Takes a request's body; that of a form is read to its end and kept.</summary>
    /// <param name="name">What the address calls the input.</param>
    public static async Task<RequestFiles> ReadAsync(
        HttpRequest request, string? name, InputBounds bounds, CancellationToken cancellationToken)
    {
        var read = new RequestFiles(request, bounds);
        try
        {
            var body = read.Unpacked(name);
            if (Boundary(request) is { } boundary) await read.ReadFormAsync(body, boundary, name, cancellationToken);
            else read._files.Add(IncomingFile.FromStream(body, FileName(name) ?? UsualName));
            return read;
        }
        catch
        {
            await read.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var kept in _kept) await kept.DisposeAsync();
    }

    // Only its last part, and not much of it: it is shown to people and opens no file.
    private static string? FileName(string? name)
    {
        if (name is null) return null;
        return Path.GetFileName(name.Replace('\\', '/')) is { Length: > 0 and <= LongestName } file
            ? file
            : throw new InputException($"name: write a file's name of at most {LongestName} characters");
    }

    private static string? Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return null;
        return HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 70 } boundary
            ? boundary
            : throw new BadHttpRequestException("The form has no boundary.");
    }

    private Stream Unpacked(string? name)
    {
        var encoding = _request.Headers.ContentEncoding.ToString().Trim();
        return encoding.ToUpperInvariant() switch
        {
            "" or "IDENTITY" => _request.Body,
            "GZIP" or "X-GZIP" => Keep(IncomingFile.Gunzip(_request.Body, name ?? UsualName, _bounds)),
            _ => throw new BadHttpRequestException(
                "The body is packed in a way that is not read: gzip is.", StatusCodes.Status415UnsupportedMediaType),
        };
    }

    private Stream Keep(Stream stream)
    {
        _kept.Add(stream);
        return stream;
    }

    private async Task ReadFormAsync(
        Stream body, string boundary, string? name, CancellationToken cancellationToken)
    {
        var form = new MultipartReader(boundary, body);
        while (await NextAsync(form, cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said)) continue;
            if (said.IsFileDisposition()) await AddFileAsync(section, said, name, cancellationToken);
            else await AddFieldAsync(section, said, cancellationToken);
        }

        if (_files.Count == 0) throw new InputException("the form holds no file: add one, such as -F file=@my.csv");
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader form, CancellationToken cancellationToken)
    {
        try
        {
            return await form.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw new BadHttpRequestException("The form is broken, or its end is missing.", broken);
        }
    }

    private async Task AddFileAsync(
        MultipartSection section, ContentDispositionHeaderValue said, string? name, CancellationToken cancellationToken)
    {
        if (_files.Count == _bounds.MostFiles)
            throw new InputException($"the form holds more than {_bounds.MostFiles:N0} files");
        var file = said.FileNameStar.HasValue
            ? said.FileNameStar.Value
            : HeaderUtilities.RemoveQuotes(said.FileName).Value;
        var called = FileName(string.IsNullOrEmpty(file) ? name : file) ?? UsualName;
        var kept = Keep(await IncomingFile.KeepAsync(section.Body, cancellationToken));
        _files.Add(IncomingFile.FromStream(kept, _files.Count == 0 ? FileName(name) ?? called : called));
    }

    private async Task AddFieldAsync(
        MultipartSection section, ContentDispositionHeaderValue said, CancellationToken cancellationToken)
    {
        var name = HeaderUtilities.RemoveQuotes(said.Name).Value ?? "";
        if (!SubmitOptionsQuery.Names.Contains(name))
            throw new BadHttpRequestException(
                $"There is no parameter '{name}'; {NearestName.Suggest(name, SubmitOptionsQuery.Names)}.");
        using var text = new StreamReader(section.Body);
        var value = new char[LongestField + 1];
        var length = await text.ReadBlockAsync(value.AsMemory(), cancellationToken);
        if (length > LongestField || _fields.Count == MostFields)
            throw new BadHttpRequestException($"The field '{name}' is too long.");
        _fields[name] = new string(value, 0, length);
    }
}
