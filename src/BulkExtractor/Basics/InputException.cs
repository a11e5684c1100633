namespace BulkExtractor.Basics;

/// <summary>
/// The user's input or set-up is wrong. The message is the one line the user sees: what, where and how to mend it.
/// </summary>
public sealed class InputException(string message, Exception? cause = null) : Exception(message, cause);
