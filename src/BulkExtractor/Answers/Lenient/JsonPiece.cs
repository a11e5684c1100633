namespace BulkExtractor.Answers.Lenient;

/// <summary>A list or object that was found in a text.</summary>
/// <param name="Json">The same as strict JSON.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where the text goes on behind it.</param>
/// <param name="IsWhole">Whether nothing was broken so far: else it is a part of something that is no JSON.</param>
internal sealed record JsonPiece(string Json, int Start, int End, bool IsWhole);
