namespace BulkExtractor.BackgroundJobs;

/// <summary>What a background job is about, and how far that is.</summary>
/// <param name="Text">In one line.</param>
/// <param name="Link">Where more of it can be seen.</param>
public sealed record JobSubject(string Text, string Link);
