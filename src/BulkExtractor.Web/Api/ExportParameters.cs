using System.ComponentModel;
using BulkExtractor.Exports;
using BulkExtractor.Filters;
using BulkExtractor.Review;
using BulkExtractor.Schema;
using Microsoft.AspNetCore.Mvc;

namespace BulkExtractor.Web.Api;

/// <summary>Which documents an export holds, and how a CSV of them is written.</summary>
internal sealed record ExportParameters
{
    [Description("Only the failed documents")]
    [FromQuery(Name = "failed")]
    public bool? Failed { get; init; }

    [Description("Only documents for which this holds, such as price > 100: bulk help filters")]
    [FromQuery(Name = "where")]
    public string? Where { get; init; }

    [Description("Only the approved documents")]
    [FromQuery(Name = "approved")]
    public bool? Approved { get; init; }

    [Description("Only the corrected documents")]
    [FromQuery(Name = "corrected")]
    public bool? Corrected { get; init; }

    [Description("Only documents that contain this text, or have it as their key")]
    [FromQuery(Name = "search")]
    public string? Search { get; init; }

    [Description("Only what was done or corrected since then")]
    [FromQuery(Name = "since")]
    public DateTimeOffset? Since { get; init; }

    [Description("For CSV: comma, semicolon, tab or pipe, instead of the input's")]
    [FromQuery(Name = "delimiter")]
    public string? Delimiter { get; init; }

    [Description("For CSV: an encoding by name, instead of the input's")]
    [FromQuery(Name = "encoding")]
    public string? Encoding { get; init; }

    [Description("For CSV: whether it begins with a byte order mark, instead of as the input does")]
    [FromQuery(Name = "bom")]
    public bool? Bom { get; init; }

    public DialectChoice Dialect =>
        new() { Delimiter = Delimiter, Encoding = Encoding, ByteOrderMark = Bom };

    public ResultQuery QueryOf(long batch, FieldSchema fields) => new(batch)
    {
        State = Failed == true ? "failed" : null,
        Where = FilterParser.Parse(Where, fields),
        Approved = Approved == true,
        Corrected = Corrected == true,
        Search = string.IsNullOrWhiteSpace(Search) ? null : Search,
        Since = Since,
    };
}
