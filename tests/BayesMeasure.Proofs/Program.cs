namespace BayesMeasure.Proofs;

/// <summary>Runs the proofs in this process and prints their tables: [--long] [a part of the names of the proofs].</summary>
internal static class Program
{
    private const string LongOption = "--long";

    private static int Main(string[] arguments)
    {
        string[] filters = [.. arguments.Where(argument => argument != LongOption)];
        if (filters.Length > 1 || filters.Any(filter => filter.StartsWith('-')))
        {
            Console.Error.WriteLine("Usage: BayesMeasure.Proofs [--long] [a part of the names of the proofs to run]");
            return 2;
        }

        if (arguments.Contains(LongOption))
        {
            Environment.SetEnvironmentVariable(ProofScale.Variable, ProofScale.Long);
        }
        using var run = new ProofRun(filters.SingleOrDefault() ?? "");
        run.Execute();
        foreach (ProofTable table in ProofTable.Filled)
        {
            Console.WriteLine($"{Environment.NewLine}{table}");
        }
        Console.WriteLine($"{Environment.NewLine}{run.Passed} passed, {run.Failed} failed, {run.Skipped} skipped");
        return run.Passed > 0 && run.Failed == 0 ? 0 : 1;
    }
}
