using BulkExtractor.Benchmarks;

return await BenchmarkProgram.RunAsync(args);
