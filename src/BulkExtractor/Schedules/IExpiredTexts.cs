namespace BulkExtractor.Schedules;

/// <summary>The texts and answers of batches that were kept as long as their job says.</summary>
public interface IExpiredTexts
{
    /// <summary>Removes them; results stay. May be done twice.</summary>
    Task RemoveAsync(CancellationToken cancellationToken);
}
