using BulkExtractor.Jobs;
using BulkExtractor.Models;

namespace BulkExtractor.Submissions;

/// <summary>Which accounts of a pool may read a job's texts, by what the job says of training on them.</summary>
/// <remarks>A key in the environment is no consent: where the terms name training, the job must allow it.</remarks>
internal sealed class TrainingConsent(JobModels job, Pool pool)
{
    /// <summary>The accounts that may read the texts.</summary>
    public IEnumerable<Account> Accounts => pool.Accounts.Where(MayRead);

    /// <summary>The accounts that might read them if a variable were set.</summary>
    public IEnumerable<Provider> LeftOut => pool.Providers.Where(left => !left.IsReady && MayRead(left.Account));

    /// <summary>Which accounts are left out for want of consent, one sentence each.</summary>
    public IEnumerable<string> Missing => job.DenyDataCollection ? [] : pool.Accounts
        .Where(account => !MayRead(account))
        .Select(account => $"{account.Name} is left out by its terms ({account.Terms}); "
            + "models.data_collection: allow in job.yaml lets it take part");

    /// <summary>What is to be said before the texts are sent to some models.</summary>
    public IReadOnlyList<string> Notices(IReadOnlyList<Model> candidates) => job.DenyDataCollection
        ? []
        : [.. candidates
            .Where(model => model.Tier == Tier.Free && !model.Account.Address.IsLoopback)
            .Select(model => model.Account)
            .DistinctBy(account => account.Id)
            .Select(Notice)
            .Concat(Missing.Select(sentence => $"{sentence}."))];

    private bool MayRead(Account account) => job.AllowDataCollection || !account.MayTrain;

    private static string Notice(Account account) => account is { Terms: { } terms, MayTrain: false }
        ? $"Free models of {account.Name} read these texts; its terms: {terms}."
        : $"Free models of {account.Name} may train on these texts; models.data_collection: deny forbids it.";
}
