using BulkExtractor.Cli;

return await BulkProgram.RunAsync(args);
