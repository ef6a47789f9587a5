namespace BayesMeasure.Problems.Seeds;

/// <summary>
/// A theory about the numbers of seeds: skipped, with a message, where none were written down for
/// the C library and the number of doubles a vector of this machine.
/// </summary>
public sealed class SeedTheoryAttribute : TheoryAttribute
{
    /// <param name="folder">The folder of the file from the root of the working tree.</param>
    public SeedTheoryAttribute(string folder)
    {
        if (!new SeedFile(folder).IsOfThisMachine)
        {
            Skip = "No numbers were written down for this C library and this number of doubles a vector: RENEW_SEEDS=1 does.";
        }
    }
}
