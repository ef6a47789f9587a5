namespace BayesMeasure.Problems.Seeds;

/// <summary>
/// A theory about the numbers of seeds: skipped, with a message, where the C library rounds otherwise than where they were found.
/// </summary>
public sealed class SeedTheoryAttribute : TheoryAttribute
{
    /// <param name="folder">The folder of the file from the root of the working tree.</param>
    public SeedTheoryAttribute(string folder)
    {
        if (!new SeedFile(folder).IsOfThisMachine)
        {
            Skip = "The C library of this machine rounds otherwise than where the numbers were written down.";
        }
    }
}
