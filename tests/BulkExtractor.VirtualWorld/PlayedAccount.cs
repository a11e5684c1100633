using BulkExtractor.Models;
using BulkExtractor.Simulator.Profiles;

namespace BulkExtractor.VirtualWorld;

/// <summary>An account as the workers know it, and what its provider is like; nobody tells the workers.</summary>
/// <param name="Profile">What it counts, and how it says so.</param>
internal sealed record PlayedAccount(Account Account, Profile Profile, IReadOnlyList<PlayedModel> Models);

/// <summary>A model as the workers know it, and what it is like.</summary>
internal sealed record PlayedModel(Model Model, ProfileModel Profile, Nature Nature);
