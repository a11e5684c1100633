namespace BulkExtractor.BackgroundJobs;

/// <summary>What a background job is about.</summary>
/// <param name="Name">In a few words that stay true, such as "adverts, 242 documents".</param>
/// <param name="Text">How far it is now, in one line.</param>
/// <param name="Link">Where more of it can be seen.</param>
public sealed record JobSubject(string Name, string Text, string Link);
