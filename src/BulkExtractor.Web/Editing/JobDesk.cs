using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Jobs;
using BulkExtractor.Submissions;
using BulkExtractor.Web.Submitting;
using BulkExtractor.Web.Uploads;

namespace BulkExtractor.Web.Editing;

/// <summary>Where jobs are made and changed: from a sample, from answers about some of its rows, or by hand.</summary>
internal sealed class JobDesk(
    Spool spool, SubmissionService submissions, BatchSubmitter submitter, DashboardServices services)
{
    private const int LongestWords = 2_000;

    // Which fields are asked for changes little about what the request takes.
    private const string SomeField = "what is asked for";

    public JobWriter Writer { get; } = new(services.Options.JobsFolder);

    private InputBounds Bounds => services.Options.Inputs.ForApi();

    /// <summary>The upload of a sample; null where it is gone, or there is none.</summary>
    public Upload? SampleOf(JobStart start) => start.Sample is { } id ? spool.Find(id) : null;

    /// <summary>A first version of the job.</summary>
    public async Task<JobDraft> DraftAsync(JobStart start, CancellationToken cancellationToken)
    {
        Writer.CheckNew(start.Name);
        var draft = await ReadSampleAsync(start, cancellationToken);
        if (start.SchemaFile is { } id) draft = draft with { Schema = ReadSchema(id) };
        return start.Batch is { } batch && await ProposeAsync(batch, cancellationToken) is { } told
            ? draft with { Schema = told.Schema, Examples = told.Examples }
            : draft;
    }

    /// <summary>What follows from the answers in a batch; null before it ended, or where it is no such batch.</summary>
    public async Task<JobProposal?> ProposeAsync(long batch, CancellationToken cancellationToken) =>
        await services.Batches.FindAsync(batch, cancellationToken) is { Ended: true }
            ? await JobTrial.ReadAsync(services.Results, batch, cancellationToken)
            : null;

    /// <summary>What it would take to ask about some rows.</summary>
    public async Task<AskOffer> OfferAsync(JobDraft draft, CancellationToken cancellationToken)
    {
        await using var trial = await OpenAsync(draft, AskedField.Parse(SomeField), cancellationToken);
        return await AskOffer.CalculateAsync(trial, services, cancellationToken);
    }

    /// <summary>Asks about some rows; the batch. Who asks the same twice from the same page asks once.</summary>
    public async Task<long> AskAsync(JobStart start, string words, CancellationToken cancellationToken)
    {
        if (words.Length > LongestWords)
            throw new InputException($"what is to be extracted: at most {LongestWords:N0} characters");
        Writer.CheckNew(start.Name);
        var draft = await ReadSampleAsync(start, cancellationToken);
        await using var trial = await OpenAsync(draft, AskedField.Parse(words), cancellationToken);
        var said = $"{start.At("")} {words}";
        trial.Identify($"ask {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))}", said);
        return (await submitter.StoreAsync(trial, cancellationToken)).BatchId;
    }

    /// <summary>Some rows of the sample; null where it is gone, or there is none.</summary>
    public async Task<byte[]?> TakeSampleAsync(JobStart start, CancellationToken cancellationToken) =>
        SampleOf(start) is null ? null : (await ReadSampleAsync(start, cancellationToken)).ToSample();

    /// <summary>Why a job cannot be made as it was typed.</summary>
    public IReadOnlyList<string> FindProblems(string name, JobText text)
    {
        try
        {
            Writer.CheckNew(name);
            return text.FindProblems(name, before: null);
        }
        catch (InputException unfit)
        {
            return [unfit.Message];
        }
    }

    /// <summary>A job's folder to be unpacked somewhere else.</summary>
    public static byte[] Zip(string name, JobText text, byte[]? sample)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (file, content) in JobWriter.FilesOf(text, sample))
            {
                using var entry = zip.CreateEntry($"{name}/{file}").Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private Task<Submission> OpenAsync(
        JobDraft draft, IReadOnlyList<AskedField> asked, CancellationToken cancellationToken) =>
        JobTrial.OpenAsync(draft, asked, services.Options.JobsFolder, submissions.UsablePool(), cancellationToken);

    private async Task<JobDraft> ReadSampleAsync(JobStart start, CancellationToken cancellationToken)
    {
        if (start.Sample is null) return new JobDraft(start.Name, null, "text");
        var upload = SampleOf(start) ?? throw new InputException(
            "the sample is gone, since uploads are kept for an hour: begin anew with the file");
        var options = start.Options.ToOptions(upload.Name, Bounds);
        return await JobDraft.ReadAsync([upload.File], start.Name, options, cancellationToken);
    }

    private string ReadSchema(string id)
    {
        var upload = spool.Find(id) ?? throw new InputException(
            "the schema is gone, since uploads are kept for an hour: begin anew with the file");
        using var schema = File.OpenRead(upload.Path);
        if (schema.Length > JobText.LongestSchema)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"{upload.Name}: a schema has at most {JobText.LongestSchema:N0} bytes"));
        }

        return InputFile.Read(schema, upload.Name);
    }
}
