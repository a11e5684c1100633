using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Exports;
using BulkExtractor.Jobs;
using BulkExtractor.Review;

namespace BulkExtractor.Tests.Web;

/// <summary>The results of a batch with one definition; keeps what is corrected.</summary>
internal sealed class OneResult(Definition definition) : IResultStore
{
    public List<(DocumentField Field, string? Value)> Corrected { get; } = [];

    public Task<(Definition Definition, ExportShape Shape)?> FindShapeAsync(
        long batchId, CancellationToken cancellationToken) =>
        Task.FromResult<(Definition, ExportShape)?>((definition, new ExportShape([], definition.Fields)));

    public Task<bool> CorrectAsync(DocumentField field, JsonNode? value, CancellationToken cancellationToken)
    {
        Corrected.Add((field, value?.ToJsonString()));
        return Task.FromResult(true);
    }

    public IAsyncEnumerable<ExportRow> ReadAsync(ResultQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<GoldDocument> ReadGoldAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<DocumentPage> FindPageAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<DocumentPlace> FindPlaceAsync(
        DocumentQuery query, int documentNo, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, FieldFacts>> ReadFactsAsync(
        long batchId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> MakeFactsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ReviewedDocument?> FindAsync(long batchId, int documentNo, CancellationToken cancellationToken) =>
        Task.FromResult<ReviewedDocument?>(
            new(new DocumentRow(documentNo, "A", "a text", "extracted") { Fields = [] }) { Columns = [] });

    public Task<Picture?> FindPictureAsync(
        long batchId, int documentNo, int number, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> RestoreAsync(DocumentField field, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> ApproveAsync(
        long batchId, int documentNo, bool approved, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
